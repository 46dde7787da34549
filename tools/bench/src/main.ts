import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import type { BenchGroup } from './groups/bench-group.ts';
import { deployerGroup } from './groups/deployer.ts';
import { ingestGroup } from './groups/ingest.ts';
import { linearGroup, memoryGroup } from './groups/memory.ts';
import { latestGroup, sdkGroup } from './groups/sdk.ts';
import { sparkGroup } from './groups/spark.ts';
import { tiersGroup } from './groups/tiers.ts';
import { typesGroup } from './groups/types.ts';
import { isMet, reportText, type Finding } from './report.ts';

const groups: Readonly<Record<string, BenchGroup>> = {
  ingest: ingestGroup, memory: memoryGroup, linear: linearGroup, sdk: sdkGroup, latest: latestGroup, tiers: tiersGroup, types: typesGroup, deployer: deployerGroup, spark: sparkGroup,
};

interface BenchOptions {
  readonly lines: string;
  readonly memoryGb: string;
  readonly runs: string;
  readonly json?: boolean;
}

const program = new Command('bench')
  .description('Measures speed and size, and prints ratios from one run with their targets.')
  .argument('[groups...]', `parts to run: ${Object.keys(groups).join(', ')}; all by default`)
  .option('--lines <count>', 'lines of each log file', '5000000')
  .option('--memory-gb <size>', 'size of the input of the memory group', '5')
  .option('--runs <count>', 'runs of each scenario; the one that cost least CPU counts', '3')
  .option('--json', 'print the findings as one line of JSON')
  .action(async (names: readonly string[], options: BenchOptions) => {
    const chosen = names.length > 0 ? names : Object.keys(groups);
    const unknown = chosen.filter((name) => !(name in groups));
    if (unknown.length > 0) program.error(`error: no group '${unknown.join("', '")}'; there are ${Object.keys(groups).join(', ')}`);
    const folder = mkdtempSync(join(tmpdir(), 'logex-bench-'));
    const note = (text: string): void => void process.stderr.write(`${text}\n`);
    const context = { folder, lines: Number(options.lines), memoryGb: Number(options.memoryGb), runs: Number(options.runs), note };
    const findings: Finding[] = [];
    try {
      for (const name of chosen) findings.push(...((await groups[name]?.(context)) ?? []));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    process.stdout.write(`${options.json ? JSON.stringify(findings.map((finding) => ({ ...finding, met: isMet(finding) }))) : reportText(findings)}\n`);
  });

await program.parseAsync();
