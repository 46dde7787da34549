import { required, optional } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { long } from '../types/long.ts';
import { text } from '../types/text.ts';
import { timestamp } from '../types/timestamp.ts';

/** The states of a version of a file in the ledger. */
export const ledgerStates = ['planned', 'done', 'withdrawn'] as const;

/** State of a version of a file: claimed by a batch, committed, or given back because the file went away meanwhile. */
export type LedgerState = (typeof ledgerStates)[number];

/** The ledger: what became of each part of each version of each raw file. A later row of the same batch and path replaces an earlier one. */
export const ingestedFiles = defineTable({
  name: 'ingested_files',
  doc: 'The ledger: what became of each part of each version of each raw file. A later row of the same batch and path replaces an earlier one.',
  columns: {
    path: required(text, { id: 1, doc: 'Absolute path or object key of the file.', metrics: 'full' }),
    size: required(long, { id: 2, doc: 'Bytes of the file when it was listed.' }),
    version: required(text, { id: 3, doc: 'Modification time (ISO, UTC) or ETag when it was listed.' }),
    fingerprint: optional(text, { id: 4, doc: 'SHA-256 over the first and the last 64 KiB of the bytes up to end_byte.' }),
    first_byte: required(long, { id: 5, doc: 'First byte read; above 0 for a part of a large file, and where a file has only grown.' }),
    end_byte: required(long, { id: 6, doc: 'Byte behind the last one read.' }),
    first_line: required(long, { id: 7, doc: 'Number of the first line read, from 1.' }),
    rows_in: optional(long, { id: 8, doc: 'Lines read.' }),
    rows_accepted: optional(long, { id: 9, doc: 'Lines committed to logs.' }),
    rows_rejected: optional(long, { id: 10, doc: 'Lines committed to logs_rejected.' }),
    ingest_batch: required(text, { id: 11, doc: 'Batch that read it.', lowCardinality: true, metrics: 'full' }),
    state: required(text, { id: 12, doc: 'planned, done or withdrawn.', lowCardinality: true }),
    recorded_at: required(timestamp, { id: 13, doc: 'When this row was written.' }),
    pii_policy: optional(text, { id: 14, doc: 'Fingerprint of the PII policy that its lines were kept under; null for none.', lowCardinality: true }),
  },
  hot: { orderBy: ['path', 'recorded_at'], ttlDays: 365 },
  // A batch makes two snapshots here, and one in each of the other tables.
  maintenance: { snapshotsKept: 100 },
});
