import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ingestPlan, sparkIngest, tableName, type JobPlan } from '@logex/jobs';
import { ingestedFiles } from '@logex/log-schema';
import { catalogIn, openCountedRunner } from './spark-session.ts';

/** What {@link sparkLedger} takes. */
export interface SparkLedgerOptions {
  readonly folder: string;
  readonly input: string;
  /** Files that the ledger has read before. */
  readonly files: number;
}

const columns: Readonly<Record<string, string>> = {
  path: "concat('/var/log/shop/2025/', lpad(CAST(id AS STRING), 9, '0'), '/application.json')",
  size: '1000000 + id',
  version: "'2025-08-25T06:04:00.000000000Z'",
  fingerprint: 'sha2(CAST(id AS STRING), 256)',
  first_byte: '0',
  end_byte: '1000000 + id',
  first_line: '1',
  rows_in: '4000',
  rows_accepted: '4000',
  rows_rejected: '0',
  ingest_batch: 'substr(sha2(CAST(id DIV 100 AS STRING), 256), 1, 20)',
  state: "'done'",
  recorded_at: "'2025-08-25 06:05:00'",
};

/** Rows of a ledger of as many files, all read. */
const ledgerRows = (files: number): string =>
  `SELECT ${Object.entries(ingestedFiles.columns).map(([name, { type }]) => `CAST(${columns[name] ?? 'NULL'} AS ${type.spark}) AS ${name}`).join(', ')} FROM range(${files})`;

/** Largest heap in use behind a collection, in MB, while Spark ingests a file beside a ledger of many others. */
export async function sparkLedger({ folder, input, files }: SparkLedgerOptions): Promise<Record<string, number>> {
  const catalog = catalogIn(folder);
  const collections = join(folder, `collections-${files}.log`);
  const filling = await openCountedRunner('2g');
  await filling.run(withLedger(ingestPlan({ catalog, paths: [], batchBytes: 1, maxLineBytes: 1, minAgeSeconds: 0, dryRun: false }), files));
  await filling.close();
  // A young generation of a fixed size: how much of what is dead is counted does not follow from how much there is.
  const runner = await openCountedRunner('768m', [`-Xlog:gc:file=${collections}`, '-Xmn96m']);
  const { accepted } = await sparkIngest({ catalog, input: [input], runner });
  const cpuSeconds = runner.takeCpuSeconds();
  await runner.close();
  if (accepted === 0) throw new Error('no line was read');
  const heaps = [...readFileSync(collections, 'utf8').matchAll(/->(\d+)M\(/g)].map(([, megabytes]) => Number(megabytes));
  return { heapMb: Math.max(...heaps), cpuSeconds };
}

function withLedger(plan: JobPlan, files: number): JobPlan {
  const making = plan.steps.filter((step) => step.kind === 'configure' || step.kind === 'create-table');
  return { ...plan, steps: [...making, { kind: 'write', name: 'fill ledger', table: tableName(ingestedFiles), text: ledgerRows(files), mode: 'append' }] };
}
