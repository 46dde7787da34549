import { join } from 'node:path';
import { defaultNamespace, logs, logsRejected } from '@logex/log-schema';
import { icebergSource } from '../engine/iceberg-source.ts';
import { openForReading, type JobEngine } from '../engine/job-engine.ts';
import { currentSnapshot, loadTable, type IcebergTable } from '../iceberg/index.ts';
import { warehouseAt } from '../warehouse/warehouse.ts';

/** One row as the engine prints it. */
export type Row = Record<string, unknown>;

/** Runs a query on a warehouse; `{logs}` and other table names in braces become their relations. */
export async function query(warehouse: string, sql: string): Promise<Row[]> {
  return withReader((engine) => engine.rows<Row>(withTables(warehouse, sql)));
}

/** Replaces table names in braces by the relations of a warehouse. */
export function withTables(warehouse: string, sql: string): string {
  return sql.replaceAll(/\{(\w+)\}/g, (_all, name: string) => icebergSource(warehouseAt(warehouse), { namespace: defaultNamespace, name }));
}

/** Reads with one engine for several queries. */
export async function withReader<T>(read: (engine: JobEngine) => Promise<T>): Promise<T> {
  const engine = await openForReading();
  try {
    return await read(engine);
  } finally {
    await engine.close();
  }
}

/** Every row of both line tables in a fixed order, without the moments of the run. */
export interface LineRows {
  readonly logs: Row[];
  readonly rejected: Row[];
}

/** All columns of both line tables but the times of the run; rejected lines stand in the partition of their time. */
export async function lineRows(engine: JobEngine, warehouse: string): Promise<LineRows> {
  const rows = (table: typeof logs | typeof logsRejected, except: string, check: string): Promise<Row[]> =>
    engine.rows<Row>(withTables(warehouse, `SELECT * EXCEPT (${except}), ${check} FROM {${table.name}} ORDER BY ingest_file, ingest_line, ingest_batch`));
  return {
    logs: await rows(logs, 'ingested_at', 'partition_date = toDate32(timestamp) AS in_its_partition'),
    rejected: await rows(logsRejected, 'rejected_at, partition_date', 'partition_date = toDate32(rejected_at) AS in_its_partition'),
  };
}

/** A table of a warehouse. */
export function tableOf(warehouse: string, name: string): Promise<IcebergTable> {
  return loadTable(join(warehouse, defaultNamespace, name));
}

/** Id of the current snapshot of each table named; null for an empty one. */
export async function snapshotIds(warehouse: string, names: readonly string[]): Promise<Record<string, string | null>> {
  const ids = names.map(async (name) => [name, currentSnapshot((await tableOf(warehouse, name)).metadata)?.['snapshot-id'].toString() ?? null] as const);
  return Object.fromEntries(await Promise.all(ids));
}
