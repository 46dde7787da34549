import { ingestedFiles, type LedgerState, type RowOf } from '@logex/log-schema';
import type { JobEngine } from '../engine/job-engine.ts';
import { writeFailed } from '../errors.ts';
import { stageTable } from '../engine/staged-table.ts';
import { commitSnapshot, currentSnapshot, type IcebergTable } from '../iceberg/index.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { icebergSource } from '../engine/iceberg-source.ts';

/** A row of the ledger. */
export type LedgerRow = RowOf<typeof ingestedFiles> & { readonly state: LedgerState };

type WireRow = { [Name in keyof LedgerRow]: LedgerRow[Name] extends bigint ? string : LedgerRow[Name] extends bigint | null ? string | null : LedgerRow[Name] };

const long = (value: string | null): bigint | null => (value === null ? null : BigInt(value));

const decode = (row: WireRow): LedgerRow => ({
  ...row,
  size: BigInt(row.size),
  first_byte: BigInt(row.first_byte),
  end_byte: BigInt(row.end_byte),
  first_line: BigInt(row.first_line),
  rows_in: long(row.rows_in),
  rows_accepted: long(row.rows_accepted),
  rows_rejected: long(row.rows_rejected),
});

/** The relation of the ledger's last word on each part: later rows of one batch and path replace earlier ones. */
export function ledgerRelation(warehouse: Warehouse): string {
  const source = icebergSource(warehouse, ingestedFiles);
  return `(SELECT * FROM ${source} ORDER BY recorded_at DESC, state = 'planned' LIMIT 1 BY ingest_batch, path)`;
}

/** Reads the ledger's last word on each part, oldest first. */
export async function readLedger(engine: JobEngine, warehouse: Warehouse, table: IcebergTable): Promise<LedgerRow[]> {
  if (!currentSnapshot(table.metadata)) return [];
  const rows = await engine.rows<WireRow>(`SELECT * FROM ${ledgerRelation(warehouse)} ORDER BY recorded_at, path, first_byte`);
  return rows.map(decode);
}

const wireValue = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

/** Commits rows to the ledger in one snapshot. A commit with the same marker that is there already is skipped. */
export async function appendLedger(
  engine: JobEngine,
  warehouse: Warehouse,
  table: IcebergTable,
  rows: readonly LedgerRow[],
  marker: string,
): Promise<void> {
  const staged = await stageTable(engine, warehouse, ingestedFiles);
  await engine.insert(staged.name, rows.map((row) => JSON.parse(JSON.stringify(row, wireValue)) as object));
  const addFiles = await staged.place(table, marker);
  const written = addFiles.reduce((sum, file) => sum + file.recordCount, 0);
  if (written !== rows.length) throw writeFailed('writing the ledger', new Error(`${written} of ${rows.length} rows were written`));
  await commitSnapshot(table, { operation: 'append', addFiles, summary: { [batchMarker]: marker }, marker: batchMarker });
  await staged.drop();
}

/** Key of snapshot summaries that marks what a commit belongs to. */
export const batchMarker = 'logex-batch-id';
