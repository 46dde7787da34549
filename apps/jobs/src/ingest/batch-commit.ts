import { policyFingerprint } from '../policy/kept-policy.ts';
import { countsDiffer } from '../errors.ts';
import { commitSnapshot, findSnapshotBySummary, loadTable, type DataFile, type IcebergTable } from '../iceberg/index.ts';
import { removeReceipt, writeReceipt, type BatchOutcome } from './batch-receipt.ts';
import type { ReadBatch } from './batch-reading.ts';
import type { FilePart, IngestBatch } from './file-part.ts';
import type { IngestContext } from './ingest-context.ts';
import { appendLedger, batchMarker, type LedgerRow } from './ledger.ts';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const rowCount = (files: readonly DataFile[]): number => sum(files.map((file) => Number(file.recordCount)));

async function append(table: IcebergTable, addFiles: readonly DataFile[], id: string): Promise<void> {
  if (addFiles.length === 0) return;
  await commitSnapshot(table, { operation: 'append', addFiles, summary: { [batchMarker]: id }, marker: batchMarker });
}

/**
 * Commits a batch: rejected lines, then logs, then the ledger. Each commit carries the id of the batch, so that it may be
 * killed between any two of them and run again: what is committed already is passed over.
 *
 * @default committed nothing is
 * @throws LogexError `jobs/counts-differ` (bug) where other rows were written than lines read; nothing is committed then.
 */
export async function commitBatch(
  context: IngestContext,
  batch: IngestBatch,
  read: ReadBatch,
  committed: CommittedParts = { logs: false, rejected: false },
): Promise<void> {
  const { tables, warehouse } = context;
  const { outcomes } = read.outcome;
  const rejectedFiles = committed.rejected ? [] : await read.rejected.place(tables.rejected, batch.id);
  const logFiles = committed.logs ? [] : await read.logs.place(tables.logs, batch.id);
  const lines = sum(outcomes.map((outcome) => (committed.logs ? 0 : outcome.accepted) + (committed.rejected ? 0 : outcome.rejected)));
  const rows = rowCount(logFiles) + rowCount(rejectedFiles);
  if (rows !== lines) throw countsDiffer(batch.id, lines, rows);
  await writeReceipt(warehouse, read.outcome);
  await append(tables.rejected, rejectedFiles, batch.id);
  await append(tables.logs, logFiles, batch.id);
  await closeBatch(context, read.outcome);
  await read.logs.drop();
  await read.rejected.drop();
}

/** Writes the outcome of a committed batch to the ledger. */
export async function closeBatch(context: IngestContext, outcome: BatchOutcome): Promise<void> {
  const recordedAt = new Date().toISOString();
  const rows: LedgerRow[] = [
    ...outcome.outcomes.map((done) => ({
      ...ledgerRow(done.part, outcome.id, recordedAt),
      state: 'done' as const,
      first_line: BigInt(done.firstLine),
      rows_in: BigInt(done.lines),
      rows_accepted: BigInt(done.accepted),
      rows_rejected: BigInt(done.rejected),
      pii_policy: policyFingerprint(context.policy),
    })),
    ...outcome.withdrawn.map((part) => ({ ...ledgerRow(part, outcome.id, recordedAt), state: 'withdrawn' as const })),
  ];
  await appendLedger(context.engine, context.warehouse, context.tables.ledger, rows, `${outcome.id}-done`);
  await removeReceipt(context.warehouse, outcome.id);
}

/** The ledger's row of a part before it is read. */
export function ledgerRow(part: FilePart, batch: string, recordedAt: string): LedgerRow {
  return {
    path: part.path,
    size: BigInt(part.size),
    version: part.version,
    fingerprint: part.fingerprint,
    first_byte: BigInt(part.firstByte),
    end_byte: BigInt(part.endByte),
    first_line: BigInt(part.firstLine ?? 0),
    rows_in: null,
    rows_accepted: null,
    rows_rejected: null,
    ingest_batch: batch,
    state: 'planned',
    recorded_at: recordedAt,
    pii_policy: null,
  };
}

/** What of a batch stands in the tables. */
export interface CommittedParts {
  readonly logs: boolean;
  readonly rejected: boolean;
}

/** Looks up what of a batch stands in the tables. */
export async function committedParts(context: IngestContext, id: string): Promise<CommittedParts> {
  const has = async (table: IcebergTable): Promise<boolean> =>
    findSnapshotBySummary(await loadTable(table.location), batchMarker, id) !== undefined;
  return { logs: await has(context.tables.logs), rejected: await has(context.tables.rejected) };
}

/** Takes back the rejected lines of a batch whose logs were never committed and whose files are no longer what they were. */
export async function rollBackRejected(context: IngestContext, id: string): Promise<void> {
  await commitSnapshot(await loadTable(context.tables.rejected.location), {
    operation: 'overwrite',
    addFiles: [],
    removeWhere: (file) => file.filePath.includes(`/${id}-`),
    summary: { 'logex-rolled-back': id },
    marker: 'logex-rolled-back',
  });
}
