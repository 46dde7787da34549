import { resolve } from 'node:path';
import { baseTables, defaultMaxLineBytes, ingestedFiles, type PiiPolicy } from '@logex/log-schema';
import { loadTable } from '../iceberg/index.ts';
import type { IngestEvent } from '../ingest/ingest.ts';
import type { JobPlan } from '../plan/job-plan.ts';
import type { IngestSummary } from '../ingest/ingest-summary.ts';
import { listInputFiles } from '../inputs/input-files.ts';
import { startFolder, tableFolder, warehouseAt } from '../warehouse/warehouse.ts';
import { warehouseEmpty } from '../errors.ts';
import { requireCurrentTables } from '../migrate/current-tables.ts';
import { piiSalt } from '../policy/pii-salt.ts';
import { ingestPlan } from './ingest-plan.ts';
import { finishNotedReplay } from './spark-replay.ts';
import type { Emitted, EmittedRow, RunnerEvent } from './spark-runner.ts';
import { isUri, sparkPolicy, withSpark, type SparkJobOptions } from './spark-warehouse.ts';

/** What {@link sparkIngest} takes. */
export interface SparkIngestOptions extends SparkJobOptions {
  /** Files, folders or globs of this machine, or URIs. */
  readonly input: readonly string[];
  /**
   * Folder that relative paths of `input` start from.
   * @default the working directory
   */
  readonly base?: string;
  /**
   * Bytes of raw input that one batch reads.
   * @default 1 GiB
   */
  readonly batchBytes?: number;
  /**
   * Longest line that is parsed, in bytes; longer ones are rejected.
   * @default 1 MiB
   */
  readonly maxLineBytes?: number;
  /**
   * Files younger than this many seconds are left to the next run: they may still be written.
   * @default 0
   */
  readonly minAgeSeconds?: number;
  /**
   * What is kept of values that tell of a person; in a folder of this machine it is kept for every later job.
   * @default the one that was given before for a folder of this machine, else none
   */
  readonly policy?: PiiPolicy;
  /**
   * Tells what would be read, and writes nothing.
   * @default false
   */
  readonly dryRun?: boolean;
  /** Called as work goes on. */
  readonly onEvent?: (event: IngestEvent) => void;
}

/** Bytes of a batch unless told otherwise: 1 GiB. */
export const defaultSparkBatchBytes = 1024 * 1024 * 1024;

/**
 * Reads raw log files into tables with Spark, as {@link IngestSummary} tells: every line exactly once, however often it is killed
 * and run again, and whichever engine worked on the tables before.
 *
 * @throws LogexError of the listing, of locking the warehouse, of Spark.
 */
export async function sparkIngest(options: SparkIngestOptions): Promise<IngestSummary> {
  const started = performance.now();
  const { catalog, dryRun = false } = options;
  const uris = options.input.filter(isUri);
  const local = options.input.filter((path) => !isUri(path));
  const outside = isUri(catalog.warehouse) ? '/' : catalog.warehouse;
  const input = local.length > 0 ? await listInputFiles(local, options.base ?? startFolder, resolve(outside)) : { files: [], skipped: [] };
  if (dryRun) await requireLedger(options);
  const planOf = (policy: PiiPolicy | undefined): JobPlan => ingestPlan({
    policy,
    catalog,
    paths: [...uris, ...input.files, ...input.skipped],
    batchBytes: options.batchBytes ?? defaultSparkBatchBytes,
    maxLineBytes: options.maxLineBytes ?? defaultMaxLineBytes,
    minAgeSeconds: options.minAgeSeconds ?? 0,
    dryRun,
  });
  const emitted = await withSpark(options, !dryRun, async (runner) => {
    const policy = dryRun ? undefined : await sparkPolicy(catalog, options.policy);
    piiSalt(policy);
    if (!dryRun && catalog.type === 'hadoop') await requireCurrentTables(warehouseAt(catalog.warehouse), baseTables);
    if (!dryRun) await finishNotedReplay(runner, catalog);
    return runner.run(planOf(policy), (event) => tell(event, options.onEvent ?? (() => undefined)));
  });
  return summaryOf(emitted, dryRun, (performance.now() - started) / 1000);
}

async function requireLedger({ catalog }: SparkIngestOptions): Promise<void> {
  if (catalog.type !== 'hadoop') return;
  await loadTable(tableFolder(warehouseAt(catalog.warehouse), ingestedFiles)).catch(() => Promise.reject(warehouseEmpty(catalog.warehouse)));
}

const number = (row: EmittedRow, name: string): number => Number(row[name] ?? 0);
const text = (row: EmittedRow, name: string): string => String(row[name] ?? '');

function tell(event: RunnerEvent, onEvent: (event: IngestEvent) => void): void {
  if (event.event !== 'emit') return;
  for (const row of event.rows) {
    if (event.name === 'listing') onEvent({ type: 'planned', files: number(row, 'files'), batches: number(row, 'batches'), bytes: number(row, 'bytes') });
    if (event.name === 'unreadable') onEvent({ type: 'file-unreadable', path: text(row, 'path'), error: text(row, 'error') });
    if (event.name === 'withdrawn') onEvent({ type: 'file-withdrawn', path: text(row, 'path') });
    if (event.name !== 'batch-done') continue;
    const batch = text(row, 'batch');
    if (row['round'] === 'recover') onEvent({ type: 'recovered', batch });
    else onEvent({ type: 'batch-done', batch, bytes: number(row, 'bytes'), lines: number(row, 'accepted') + number(row, 'rejected'), rejected: number(row, 'rejected') });
  }
}

function summaryOf(emitted: Emitted, dryRun: boolean, seconds: number): IngestSummary {
  const listing = emitted['listing']?.[0] ?? {};
  const batches = emitted['batch-done'] ?? [];
  const total = (name: string): number => batches.reduce((sum, row) => sum + number(row, name), 0);
  const reasons: Record<string, number> = {};
  for (const batch of batches) {
    for (const [reason, count] of Object.entries((batch['reasons'] ?? {}) as Record<string, number>)) reasons[reason] = (reasons[reason] ?? 0) + count;
  }
  const read = (name: string): number => (dryRun ? number(listing, name) : total(name));
  const bytes = read('bytes');
  return {
    job: 'ingest',
    engine: 'spark',
    dryRun,
    files: {
      listed: number(listing, 'listed'),
      new: read('new'),
      grown: read('grown'),
      changed: read('changed'),
      unchanged: number(listing, 'unchanged'),
      rejected: total('faulty'),
      unreadable: emitted['unreadable']?.length ?? 0,
      withdrawn: number(listing, 'vanished') + new Set((emitted['withdrawn'] ?? []).map((row) => row['path'])).size,
      skipped: number(listing, 'skipped'),
    },
    batches: dryRun ? number(listing, 'batches') : batches.length,
    recovered: batches.filter((row) => row['round'] === 'recover').length,
    lines: total('accepted') + total('rejected'),
    accepted: total('accepted'),
    rejected: total('rejected'),
    reasons,
    bytes,
    seconds: Math.round(seconds * 1000) / 1000,
    mbPerSecond: seconds > 0 ? Math.round((bytes / 1e6 / seconds) * 10) / 10 : 0,
  };
}
