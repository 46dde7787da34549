import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closingLine, sumTallies, testTally, type Tally, type TestReport } from './tally.ts';

// Tests start hundreds of processes; a third of a start is compiling the same sources.
const env = { ...process.env, NODE_COMPILE_CACHE: join(import.meta.dirname, '../../../node_modules/.cache/logex-compiled') };

// Real engines need programs that npm does not bring. Without them nothing is run, rather than a part in silence.
const machine = run('node', 'tools/machine/src/main.ts', 'jdk', 'maven', 'mariadb', 'python', 'registry', 'buildah');

// One line a step; each runs, and counts, even if one before it failed.
const steps: readonly (readonly [command: string, ...rest: string[]])[] = [
  ['oxlint', '--deny-warnings', '.'],
  ['node', 'tools/lint/src/main.ts'],
  ['nx', 'run-many', '-t', 'typecheck', 'build', '--outputStyle=static'],
];

const total = machine ? sumTallies([...steps.map(([command, ...rest]) => tallyOf(run(command, ...rest))), tests()]) : tallyOf(false);
console.log(closingLine(total));
process.exitCode = total.failed === 0 ? 0 : 1;

function tests(): Tally {
  const folder = mkdtempSync(join(tmpdir(), 'logex-report-'));
  try {
    const report = join(folder, 'report.json');
    const passed = run('vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`);
    if (!existsSync(report)) return tallyOf(false);
    const tally = testTally(JSON.parse(readFileSync(report, 'utf8')) as TestReport);
    return passed || tally.failed > 0 ? tally : { ...tally, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tallyOf(passed: boolean): Tally {
  return passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function run(command: string, ...rest: readonly string[]): boolean {
  console.log(`\n> ${[command, ...rest].join(' ')}`);
  return spawnSync(command, rest, { stdio: 'inherit', env }).status === 0;
}
