import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sparkIngest, type JobPlan } from '@logex/jobs';
import { logs, provenanceColumns, sparkTarget } from '@logex/log-schema';
import type { LogKind } from '../log-lines.ts';
import { catalogIn, leastCost, openCountedRunner, statement, type CountedRunner } from './spark-session.ts';

/** What {@link sparkIngestCost} takes. */
export interface SparkIngestCostOptions {
  readonly folder: string;
  readonly kind: LogKind;
  readonly input: string;
  /** A file of the same kind that warms the JVM up. */
  readonly small: string;
  readonly runs: number;
}

const memory = '3g';

/**
 * CPU and wall seconds, the least of several runs in one JVM that is warm: of an ingest into Iceberg, of Spark's own copy of the text to
 * Parquet, by its default compression and by that of the tables, and, for access logs, of the same ingest with a `regexp_extract` for each field.
 */
export async function sparkIngestCost({ folder, kind, input, small, runs }: SparkIngestCostOptions): Promise<Record<string, number>> {
  const runner = await openCountedRunner(memory);
  const ways: Readonly<Record<string, (file: string) => Promise<unknown>>> = {
    copy: (file) => copy(runner, folder, file, 'snappy'),
    zstdCopy: (file) => copy(runner, folder, file, 'zstd'),
    ingest: (file) => ingestAnew(runner, folder, file),
    ...(kind === 'access' ? { extract: (file: string) => ingestAnew(byExtract(runner), folder, file) } : {}),
  };
  const figures: Record<string, number> = {};
  for (const [name, act] of Object.entries(ways)) {
    await act(small);
    const { cpu, wall } = await leastCost(runner, runs, () => act(input));
    Object.assign(figures, { [`${name}Cpu`]: cpu, [`${name}Wall`]: wall });
    if (name === 'ingest') figures['storedBytes'] = bytesBelow(join(folder, 'warehouse'));
  }
  await runner.close();
  return figures;
}

/** Spark's own way from text to Parquet. */
const copy = (runner: CountedRunner, folder: string, file: string, compression: string): Promise<unknown> =>
  runner.run(statement(`INSERT OVERWRITE DIRECTORY '${join(folder, 'copy')}' USING parquet OPTIONS (compression '${compression}') SELECT * FROM text.\`${file}\``));

/** Ingests a file into a new warehouse; fails where a line was rejected. */
export async function ingestAnew(runner: CountedRunner, folder: string, file: string): Promise<void> {
  const catalog = catalogIn(folder);
  rmSync(catalog.warehouse, { recursive: true, force: true });
  const { rejected } = await sparkIngest({ catalog, input: [file], runner });
  if (rejected > 0) throw new Error(`${rejected} lines of '${file}' were rejected`);
}

/** The runner with every plan's parse replaced by the naive one. */
const byExtract = (runner: CountedRunner): CountedRunner => ({
  ...runner,
  run: (plan, onEvent, stopAt) => runner.run(withNaiveParse(plan), onEvent, stopAt),
});

function withNaiveParse(plan: JobPlan): JobPlan {
  const replaced = JSON.parse(JSON.stringify(plan), (_key, value: Record<string, unknown>) =>
    value !== null && typeof value === 'object' && value['name'] === 'parse lines' ? { ...value, text: extractQuery } : value) as JobPlan;
  if (JSON.stringify(replaced) === JSON.stringify(plan) && plan.job === 'ingest') throw new Error("the plan has no step 'parse lines'");
  return replaced;
}

const pattern = '^([^ ]+) ([^ ]+) ([^ ]+) \\[([^\\]]+)\\] "([A-Z]+) ([^ ?"]*)[?]?([^ "]*) HTTP/([^"]*)" ([0-9]+) ([0-9]+|-) "([^"]*)" "([^"]*)"';
const field = (group: number): string => `regexp_extract(line, ${sparkTarget.quoteText(pattern)}, ${group})`;
const columns: Readonly<Record<string, string>> = {
  ip_address: field(1),
  remote_user: `nullif(${field(3)}, '-')`,
  timestamp: `to_timestamp(${field(4)}, 'dd/MMM/yyyy:HH:mm:ss Z')`,
  http_method: field(5), http_path: field(6), http_query: `nullif(${field(7)}, '')`, http_version: field(8),
  http_status: `CAST(${field(9)} AS INT)`,
  response_size: `CAST(${field(10)} AS BIGINT)`,
  referer: `nullif(${field(11)}, '-')`,
  user_agent: `nullif(${field(12)}, '-')`,
  attributes: 'CAST(map() AS MAP<STRING, STRING>)',
  format: "'combined'",
};

/** What one writes at first: every field by a `regexp_extract` of its own. */
const extractQuery = `SELECT ${[
  ...Object.entries(logs.columns).filter(([name]) => !(provenanceColumns as readonly string[]).includes(name)).map(([name, column]) => `${columns[name] ?? `CAST(NULL AS ${column.type.spark})`} AS ${sparkTarget.quoteIdentifier(name)}`),
  "'' AS reason", 'CAST(NULL AS STRING) AS detail', 'CAST(NULL AS STRING) AS format_tried', "'' AS raw_line",
].join(', ')}, part, chunk, line_index, fault, fault_detail FROM lines`;

function bytesBelow(folder: string): number {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
