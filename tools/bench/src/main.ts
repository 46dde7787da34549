import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import type { BenchGroup } from './groups/bench-group.ts';
import { deployerGroup } from './groups/deployer.ts';
import { ingestGroup } from './groups/ingest.ts';
import { linearGroup, memoryGroup } from './groups/memory.ts';
import { latestGroup, overheadGroup } from './groups/overhead.ts';
import { sparkGroup } from './groups/spark.ts';
import { tiersGroup } from './groups/tiers.ts';
import { typesGroup } from './groups/types.ts';
import { isMet, reportText, type Finding } from './report.ts';

const groups: Readonly<Record<string, BenchGroup>> = {
  ingest: ingestGroup, memory: memoryGroup, linear: linearGroup, overhead: overheadGroup, latest: latestGroup, tiers: tiersGroup, types: typesGroup, deployer: deployerGroup, spark: sparkGroup,
};

/** Names for several groups. */
const suites: Readonly<Record<string, readonly string[]>> = { sdk: ['overhead', 'types', 'latest', 'tiers'] };

interface BenchOptions {
  readonly lines: string;
  readonly rows: string;
  readonly memoryGb: string;
  readonly runs: string;
  readonly json?: boolean;
}

const program = new Command('bench')
  .description('Measures speed and size, and prints ratios from one run with their targets.')
  .argument('[groups...]', `parts to run: ${Object.keys(groups).join(', ')}; ${Object.entries(suites).map(([name, parts]) => `${name} for ${parts.join(', ')}`).join('; ')}; all by default`)
  .option('--lines <count>', 'lines of each log file', '5000000')
  .option('--rows <count>', 'rows of the tiers, hot and cold; 50 million take about 6 GB in the temporary folder', '50000000')
  .option('--memory-gb <size>', 'size of the input of the memory group', '5')
  .option('--runs <count>', 'runs of each scenario; the one that cost least CPU counts', '3')
  .option('--json', 'print the findings as one line of JSON')
  .action(async (names: readonly string[], options: BenchOptions) => {
    const chosen = names.length > 0 ? names.flatMap((name) => suites[name] ?? [name]) : Object.keys(groups);
    const unknown = chosen.filter((name) => !(name in groups));
    if (unknown.length > 0) program.error(`error: no group '${unknown.join("', '")}'; there are ${Object.keys(groups).join(', ')}`);
    const folder = mkdtempSync(join(tmpdir(), 'logex-bench-'));
    const note = (text: string): void => void process.stderr.write(`${text}\n`);
    const context = { folder, lines: Number(options.lines), rows: Number(options.rows), memoryGb: Number(options.memoryGb), runs: Number(options.runs), note };
    const findings: Finding[] = [];
    try {
      for (const name of chosen) findings.push(...((await groups[name]?.(context)) ?? []));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    process.stdout.write(`${options.json ? JSON.stringify(findings.map((finding) => ({ ...finding, met: isMet(finding) }))) : reportText(findings)}\n`);
  });

await program.parseAsync();
