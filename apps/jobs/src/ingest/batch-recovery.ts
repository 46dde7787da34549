import { isDeepStrictEqual } from 'node:util';
import { batchOfSpark } from '../errors.ts';
import { isGzip, withFile } from '../inputs/file-version.ts';
import { sniffFamily } from '../inputs/family-sniffing.ts';
import { committedParts, commitBatch, closeBatch, rollBackRejected } from './batch-commit.ts';
import { readBatch, type NextLines } from './batch-reading.ts';
import { readReceipt, type BatchOutcome } from './batch-receipt.ts';
import type { FilePart, IngestBatch } from './file-part.ts';
import type { IngestContext } from './ingest-context.ts';
import type { LedgerRow } from './ledger.ts';

/** Batches that were claimed and neither done nor withdrawn, in the order of their plan. */
export async function pendingBatches(ledger: readonly LedgerRow[]): Promise<IngestBatch[]> {
  const batches = new Map<string, { parts: FilePart[]; plannedAt: string }>();
  for (const row of ledger) {
    if (row.state !== 'planned') continue;
    const batch = batches.get(row.ingest_batch) ?? { parts: [], plannedAt: row.recorded_at };
    batch.parts.push(await partOf(row));
    batches.set(row.ingest_batch, batch);
  }
  return [...batches].map(([id, batch]) => ({ id, ...batch }));
}

async function partOf(row: LedgerRow): Promise<FilePart> {
  const { gzip, family } = await withFile(row.path, async (handle) => {
    const compressed = await isGzip(handle);
    return { gzip: compressed, family: await sniffFamily(handle, compressed) };
  }).catch(() => ({ gzip: false, family: 'json' }) as const);
  const size = Number(row.size);
  const misnamed = !gzip && size > 0 && /\.gz$/i.test(row.path);
  return {
    path: row.path,
    size,
    version: row.version,
    fingerprint: row.fingerprint ?? '',
    compression: gzip ? 'gzip' : 'none',
    family,
    firstByte: Number(row.first_byte),
    endByte: Number(row.end_byte),
    firstLine: row.first_line === 0n ? undefined : Number(row.first_line),
    cause: 'new',
    ...(misnamed ? { fault: { reason: 'invalid-gzip', detail: 'the file does not begin as gzip does' } as const } : {}),
  };
}

/**
 * Finishes a batch that an earlier run was killed in. Where its logs are committed, its receipt closes it; else it is read
 * again. If that gives other rejected lines than those that are committed, since files changed or the limit of a line did, they
 * are taken back and the files are planned anew.
 *
 * @throws LogexError `jobs/batch-of-spark` (usage) for a batch that Spark was killed in between its commits.
 */
export async function recoverBatch(context: IngestContext, batch: IngestBatch, nextLines: NextLines): Promise<BatchOutcome> {
  const receipt = await readReceipt(context.warehouse, batch.id);
  const committed = await committedParts(context, batch.id);
  const logsExpected = receipt?.outcomes.some((outcome) => outcome.accepted > 0) ?? true;
  if (receipt && (committed.logs || (committed.rejected && !logsExpected))) {
    await closeBatch(context, receipt);
    return receipt;
  }
  // This engine writes a receipt before its first commit.
  if (!receipt && (committed.logs || committed.rejected)) throw batchOfSpark(batch.id, context.warehouse.root);
  const read = await readBatch(context, batch, nextLines);
  if (committed.rejected && !(receipt && isDeepStrictEqual(verdicts(read.outcome), verdicts(receipt)))) {
    await rollBackRejected(context, batch.id);
    const withdrawn: BatchOutcome = { id: batch.id, outcomes: [], withdrawn: batch.parts };
    await closeBatch(context, withdrawn);
    return withdrawn;
  }
  await commitBatch(context, batch, read, committed);
  return read.outcome;
}

/** What decides which lines of a batch are rejected ones: by part, how many for which reason. */
function verdicts(outcome: BatchOutcome): Map<string, unknown> {
  const key = ({ path, firstByte }: FilePart): string => `${firstByte} ${path}`;
  const read = outcome.outcomes.map(({ part, firstLine, lines, reasons }) => [key(part), { firstLine, lines, reasons }] as const);
  return new Map<string, unknown>([...read, ...outcome.withdrawn.map((part) => [key(part), 'withdrawn'] as const)]);
}
