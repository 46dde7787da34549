import { findingLine } from './finding.ts';
import { lintWorkspace } from './lint-workspace.ts';

const findings = lintWorkspace(process.cwd(), process.argv[2]);
for (const finding of findings) console.error(findingLine(finding));
if (findings.length > 0) process.exitCode = 1;
