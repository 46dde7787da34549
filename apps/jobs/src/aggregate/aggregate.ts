import { aggregates, clickhouseTarget, LogexError, logs, type Aggregate, type AnyTable } from '@logex/log-schema';
import { icebergSource } from '../engine/iceberg-source.ts';
import { openForWriting, type JobEngine } from '../engine/job-engine.ts';
import { stageTable } from '../engine/staged-table.ts';
import { asWriteFault } from '../engine/write-fault.ts';
import { aggregatesFailed, statementFailed, warehouseEmpty } from '../errors.ts';
import { changedPartitions, commitSnapshot, currentSnapshot, loadTable, type IcebergTable } from '../iceberg/index.ts';
import { ensureTable } from '../warehouse/table-creation.ts';
import { tableFolder, warehouseAt, type Warehouse } from '../warehouse/warehouse.ts';

/** What {@link aggregate} takes. */
export interface AggregateOptions {
  /** Folder of the warehouse; a relative one starts where the process was started. */
  readonly warehouse: string;
  /**
   * Tells which days would be computed, and writes nothing.
   * @default false
   */
  readonly dryRun?: boolean;
  /**
   * Computes every day anew, whatever was computed before.
   * @default false
   */
  readonly full?: boolean;
  /**
   * Aggregates to compute.
   * @default those of the schema
   */
  readonly aggregates?: readonly Aggregate[];
  /** Called when a table is done. */
  readonly onTable?: (table: AggregatedTable) => void;
}

/** What became of one aggregate. */
export interface AggregatedTable {
  readonly table: string;
  /** Days that were computed, `YYYY-MM-DD`. */
  readonly partitions: readonly string[];
  /** Rows written for them. */
  readonly rows: number;
}

/** What an aggregate run did. */
export interface AggregateSummary {
  readonly job: 'aggregate';
  readonly engine: string;
  readonly dryRun: boolean;
  readonly tables: readonly AggregatedTable[];
  readonly seconds: number;
}

/** Key of snapshot summaries: snapshot of the source that an aggregate was computed from. */
export const sourceMarker = 'logex-source-snapshot';

/**
 * Computes the aggregates of the days that changed since each was computed last, and puts them in the place of those days in
 * one commit a table. A table that fails leaves the others done.
 *
 * @throws LogexError `jobs/warehouse-empty` (usage), `jobs/aggregates-failed` naming what failed, and those of opening a warehouse.
 */
export async function aggregate(options: AggregateOptions): Promise<AggregateSummary> {
  const started = performance.now();
  const warehouse = warehouseAt(options.warehouse);
  await requireLogs(warehouse);
  const engine = await openForWriting(warehouse);
  const tables: AggregatedTable[] = [];
  const failures: { name: string; error: LogexError }[] = [];
  try {
    for (const each of options.aggregates ?? aggregates) {
      try {
        const done = await aggregateTable(engine, warehouse, each, options);
        tables.push(done);
        options.onTable?.(done);
      } catch (error) {
        failures.push({ name: each.table.name, error: asStatementFailure(each.table.name, error) });
      }
    }
  } finally {
    await engine.close();
  }
  if (failures.length > 0) throw aggregatesFailed(failures);
  return { job: 'aggregate', engine: 'embedded', dryRun: options.dryRun ?? false, tables, seconds: secondsSince(started) };
}

/** Seconds since a moment, to the millisecond. */
export function secondsSince(started: number): number {
  return Math.round(performance.now() - started) / 1000;
}

/** Errors of the engine become `jobs/statement-failed`, disk faults `jobs/write-failed`. */
export function asStatementFailure(name: string, error: unknown): LogexError {
  const fault = asWriteFault(`computing '${name}'`, error);
  return fault instanceof LogexError ? fault : statementFailed(name, fault);
}

/**
 * Loads the table of logs.
 *
 * @throws LogexError `jobs/warehouse-empty` (usage).
 */
export async function requireLogs(warehouse: Warehouse): Promise<IcebergTable> {
  try {
    return await loadTable(tableFolder(warehouse, logs));
  } catch (error) {
    if (error instanceof LogexError && error.code === 'iceberg/table-missing') throw warehouseEmpty(warehouse.root);
    throw error;
  }
}

/** Days that changed in the source since an aggregate was computed from it. */
async function touchedDays(source: IcebergTable, target: IcebergTable | undefined, full: boolean): Promise<string[]> {
  const marker = target && currentSnapshot(target.metadata)?.summary?.[sourceMarker];
  const since = full || marker === undefined ? undefined : BigInt(marker);
  const changed = await changedPartitions(source, since);
  return changed.map((partition) => String(partition['partition_date'])).sort();
}

async function aggregateTable(
  engine: JobEngine,
  warehouse: Warehouse,
  definition: Aggregate,
  options: AggregateOptions,
): Promise<AggregatedTable> {
  const { table } = definition;
  const source = await loadTable(tableFolder(warehouse, definition.source));
  const snapshot = currentSnapshot(source.metadata);
  const target = options.dryRun ? await loadTable(tableFolder(warehouse, table)).catch(() => undefined) : await ensureTable(warehouse, table);
  const partitions = snapshot ? await touchedDays(source, target, options.full ?? false) : [];
  if (!snapshot || !target || options.dryRun || partitions.length === 0) return { table: table.name, partitions, rows: 0 };
  const select = clickhouseTarget.aggregateSelect(definition, { source: icebergSource(warehouse, definition.source), partitions });
  const days = new Set(partitions);
  const rows = await replaceRows(engine, warehouse, {
    table,
    target,
    select,
    removeWhere: (file) => days.has(String(file.partition['partition_date'])),
    summary: { [sourceMarker]: String(snapshot['snapshot-id']) },
  });
  return { table: table.name, partitions, rows };
}

/** What {@link replaceRows} puts in the place of what. */
export interface Replacement {
  readonly table: AnyTable;
  readonly target: IcebergTable;
  /** SELECT that gives the columns of the table by name. */
  readonly select: string;
  readonly removeWhere: NonNullable<Parameters<typeof commitSnapshot>[1]['removeWhere']>;
  readonly summary: Readonly<Record<string, string>>;
}

/** Computes rows into a scratch table and puts them in the place of others in one commit. Gives the number of rows written. */
export async function replaceRows(engine: JobEngine, warehouse: Warehouse, replacement: Replacement): Promise<number> {
  const { table, target, select, removeWhere, summary } = replacement;
  const staged = await stageTable(engine, warehouse, table);
  const names = Object.keys(table.columns).map(clickhouseTarget.quoteIdentifier).join(', ');
  await engine.run(`INSERT INTO ${staged.name} (${names}) SELECT ${names} FROM (\n${select}\n)`);
  const addFiles = await staged.place(target, `${Date.now().toString(36)}-${target.version}`);
  await commitSnapshot(target, { operation: 'overwrite', addFiles, removeWhere, summary });
  await staged.drop();
  return addFiles.reduce((sum, file) => sum + file.recordCount, 0);
}
