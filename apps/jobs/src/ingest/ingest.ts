import { createHash } from 'node:crypto';
import { defaultMaxLineBytes, ingestedFiles, logs, logsRejected, type PiiPolicy } from '@logex/log-schema';
import { openForReading, openForWriting } from '../engine/job-engine.ts';
import { asWriteFault } from '../engine/write-fault.ts';
import { loadTable } from '../iceberg/index.ts';
import { listInputFiles, type InputFiles } from '../inputs/input-files.ts';
import { warehousePolicy } from '../policy/kept-policy.ts';
import { piiSalt } from '../policy/pii-salt.ts';
import { finishReplay } from '../replay/replay.ts';
import { ensureTable } from '../warehouse/table-creation.ts';
import { startFolder, tableFolder, warehouseAt, type Warehouse } from '../warehouse/warehouse.ts';
import { commitBatch, ledgerRow } from './batch-commit.ts';
import { batchId, packBatches } from './batch-packing.ts';
import { readBatch, type NextLines } from './batch-reading.ts';
import type { BatchOutcome } from './batch-receipt.ts';
import { pendingBatches, recoverBatch } from './batch-recovery.ts';
import type { IngestBatch } from './file-part.ts';
import type { IngestContext } from './ingest-context.ts';
import { knownFiles, planIngest, type IngestPlan } from './ingest-plan.ts';
import { summarizeIngest, type IngestSummary } from './ingest-summary.ts';
import { appendLedger, readLedger } from './ledger.ts';

/** What {@link ingest} takes. */
export interface IngestOptions {
  /** Files, folders or globs. */
  readonly input: readonly string[];
  /** Folder of the warehouse, made where it is missing; a relative one starts where the process was started. */
  readonly warehouse: string;
  /**
   * Folder that relative paths of `input` start from.
   * @default the working directory
   */
  readonly base?: string;
  /**
   * Bytes of raw input that one batch reads: what a killed run has to read again. A file that is larger is cut, at the cost of a copy.
   * @default 2 GiB
   */
  readonly batchBytes?: number;
  /**
   * Longest line that is parsed, in bytes; longer ones are rejected.
   * @default 1 MiB
   */
  readonly maxLineBytes?: number;
  /**
   * What is kept of values that tell of a person; it is kept for every later job on the warehouse.
   * @default the one that was given before, or none
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

/** What happens during an ingest. */
export type IngestEvent =
  | { readonly type: 'planned'; readonly files: number; readonly batches: number; readonly bytes: number }
  | { readonly type: 'recovered'; readonly batch: string }
  | { readonly type: 'batch-done'; readonly batch: string; readonly bytes: number; readonly lines: number; readonly rejected: number }
  | { readonly type: 'file-unreadable'; readonly path: string; readonly error: string }
  | { readonly type: 'file-withdrawn'; readonly path: string };

/** Bytes of a batch unless told otherwise: 2 GiB. */
export const defaultBatchBytes = 2 * 1024 * 1024 * 1024;

/**
 * Reads raw log files into the tables of a local warehouse: every line exactly once, in `logs` or in `logs_rejected`,
 * however often it is killed and run again. Files that the ledger has are passed over.
 *
 * @throws LogexError `jobs/input-missing`, `jobs/input-empty`, `jobs/pii-salt-missing` (usage); `jobs/warehouse-busy`,
 * `jobs/warehouse-not-writable`, `jobs/write-failed` (outside); `jobs/counts-differ` (bug).
 */
export async function ingest(options: IngestOptions): Promise<IngestSummary> {
  const started = performance.now();
  const warehouse = warehouseAt(options.warehouse);
  const input = await listInputFiles(options.input, options.base ?? startFolder, warehouse.root);
  if (options.dryRun) return dryRun(options, warehouse, input);
  const engine = await openForWriting(warehouse);
  try {
    const policy = await warehousePolicy(warehouse, options.policy);
    piiSalt(policy);
    const context: IngestContext = {
      engine,
      warehouse,
      tables: {
        logs: await ensureTable(warehouse, logs),
        rejected: await ensureTable(warehouse, logsRejected),
        ledger: await ensureTable(warehouse, ingestedFiles),
      },
      maxLineBytes: options.maxLineBytes ?? defaultMaxLineBytes,
      policy,
    };
    await finishReplay(engine, warehouse);
    return await run(context, options, input, started);
  } catch (error) {
    throw asWriteFault(`ingesting into '${warehouse.root}'`, error);
  } finally {
    await engine.close();
  }
}

async function run(context: IngestContext, options: IngestOptions, input: InputFiles, started: number): Promise<IngestSummary> {
  const emit = options.onEvent ?? (() => undefined);
  const nextLines: NextLines = new Map();
  const done: BatchOutcome[] = [];
  const finish = (outcome: BatchOutcome): void => {
    done.push(outcome);
    for (const { part, firstLine, lines } of outcome.outcomes) nextLines.set(part.path, firstLine + lines);
    for (const { path } of outcome.withdrawn) emit({ type: 'file-withdrawn', path });
  };

  const ledger = await readLedger(context.engine, context.warehouse, context.tables.ledger);
  for (const row of ledger) {
    if (row.state === 'done') nextLines.set(row.path, Number(row.first_line) + Number(row.rows_in ?? 0));
  }
  const pending = await pendingBatches(ledger);
  for (const batch of pending) {
    finish(await recoverBatch(context, batch, nextLines));
    emit({ type: 'recovered', batch: batch.id });
  }

  const ledgerTable = await loadTable(context.tables.ledger.location);
  const current = pending.length > 0 ? await readLedger(context.engine, context.warehouse, ledgerTable) : ledger;
  const batchBytes = options.batchBytes ?? defaultBatchBytes;
  const plan = await planIngest(input.files, knownFiles(current), batchBytes);
  for (const file of plan.unreadable) emit({ type: 'file-unreadable', ...file });
  const batches = await claimBatches(context, plan, batchBytes, new Set(current.map((row) => row.ingest_batch)));
  const bytes = plan.parts.reduce((sum, part) => sum + part.endByte - part.firstByte, 0);
  emit({ type: 'planned', files: plan.parts.length, batches: batches.length, bytes });

  for (const batch of batches) {
    const read = await readBatch(context, batch, nextLines);
    await commitBatch(context, batch, read);
    finish(read.outcome);
    const sum = summarizeIngest({ plan, listed: 0, skipped: 0, done: [read.outcome], recovered: 0, seconds: 0 });
    emit({ type: 'batch-done', batch: batch.id, bytes: sum.bytes, lines: sum.lines, rejected: sum.rejected });
  }
  const seconds = (performance.now() - started) / 1000;
  return summarizeIngest({ plan, listed: input.files.length, skipped: input.skipped.length, done, recovered: pending.length, seconds });
}

/** Writes all batches of the run to the ledger as planned: from here on their composition stands, even if the run is killed. */
async function claimBatches(context: IngestContext, plan: IngestPlan, batchBytes: number, taken: ReadonlySet<string>): Promise<IngestBatch[]> {
  const plannedAt = new Date().toISOString();
  const batches = packBatches(plan.parts, batchBytes).map((parts): IngestBatch => ({ id: batchId(parts, taken), parts, plannedAt }));
  if (batches.length === 0) return [];
  const rows = batches.flatMap((batch) => batch.parts.map((part) => ledgerRow(part, batch.id, plannedAt)));
  const marker = createHash('sha256').update(plannedAt).update(batches.map(({ id }) => id).join()).digest('hex').slice(0, 20);
  await appendLedger(context.engine, context.warehouse, context.tables.ledger, rows, `${marker}-plan`);
  return batches;
}

async function dryRun(options: IngestOptions, warehouse: Warehouse, input: InputFiles): Promise<IngestSummary> {
  const ledger = await loadTable(tableFolder(warehouse, ingestedFiles)).catch(() => undefined);
  const engine = ledger ? await openForReading() : undefined;
  try {
    const rows = engine && ledger ? await readLedger(engine, warehouse, ledger) : [];
    const batchBytes = options.batchBytes ?? defaultBatchBytes;
    const plan = await planIngest(input.files, knownFiles(rows), batchBytes);
    const outcomes = plan.parts.map((part) => ({ part, firstLine: 1, lines: 0, accepted: 0, rejected: 0, reasons: {} }));
    const done = [{ id: 'dry-run', outcomes, withdrawn: [] }];
    const summary = summarizeIngest({ plan, listed: input.files.length, skipped: input.skipped.length, done, recovered: 0, seconds: 0 });
    return { ...summary, dryRun: true, batches: packBatches(plan.parts, batchBytes).length };
  } finally {
    await engine?.close();
  }
}
