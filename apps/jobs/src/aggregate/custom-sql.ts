import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { allTables, clickhouseTarget, defineTable, optional, required, type AnyTable, type Column } from '@logex/log-schema';
import { openForWriting, type JobEngine } from '../engine/job-engine.ts';
import { attachTables } from '../engine/table-views.ts';
import { fileUnreadable, optionNotAllowed } from '../errors.ts';
import { ensureTable } from '../warehouse/table-creation.ts';
import { warehouseAt } from '../warehouse/warehouse.ts';
import { asStatementFailure, replaceRows, requireLogs, secondsSince, type AggregateSummary } from './aggregate.ts';

/** What {@link aggregateSql} takes. */
export interface AggregateSqlOptions {
  /** Folder of the warehouse; a relative one starts where the process was started. */
  readonly warehouse: string;
  /** Absolute path of a file with one SELECT. It reads tables by name: `logs` or `analytics.logs`. */
  readonly file: string;
  /**
   * Name of the table that the result goes into.
   * @default the name of the file without its ending
   */
  readonly into?: string;
  /**
   * Tells what the table would be, and writes nothing.
   * @default false
   */
  readonly dryRun?: boolean;
}

/**
 * Computes a user's own SELECT into an Iceberg table of its own, in the place of what was there. The columns of the table are
 * those of the result.
 *
 * @throws LogexError `jobs/file-unreadable`, `jobs/option-not-allowed`, `jobs/statement-failed` naming the file,
 * `schema/engine-type-unknown` for a column that tables cannot hold (all usage).
 */
export async function aggregateSql(options: AggregateSqlOptions): Promise<AggregateSummary> {
  const started = performance.now();
  const warehouse = warehouseAt(options.warehouse);
  const { name, sql } = await customSqlSource(options);
  await requireLogs(warehouse);
  const engine = await openForWriting(warehouse);
  try {
    await attachTables(engine, warehouse);
    const table = await resultTable(engine, name, sql, options.file);
    if (options.dryRun) return summary(started, true, name, 0);
    const target = await ensureTable(warehouse, table);
    const rows = await replaceRows(engine, warehouse, { table, target, select: sql, removeWhere: 'all', summary: {} });
    return summary(started, false, name, rows);
  } catch (error) {
    throw asStatementFailure(options.file, error);
  } finally {
    await engine.close();
  }
}

/**
 * Name of the table and text of the statement that options name.
 *
 * @throws LogexError `jobs/file-unreadable`, `jobs/option-not-allowed` (both usage).
 */
export async function customSqlSource(options: Pick<AggregateSqlOptions, 'file' | 'into'>): Promise<{ readonly name: string; readonly sql: string }> {
  const name = options.into ?? basename(options.file).replace(/\.[^.]*$/, '').toLowerCase().replaceAll(/[^a-z0-9_]+/g, '_');
  checkName(name);
  const text = await readFile(options.file, 'utf8').catch((cause: unknown) => Promise.reject(fileUnreadable('the SQL file', options.file, cause)));
  return { name, sql: text.trim().replace(/;\s*$/, '') };
}

function checkName(name: string): void {
  const taken = allTables.map(({ name: table }) => table);
  if (taken.includes(name)) throw optionNotAllowed('--into', name, `a name that is not one of ${taken.join(', ')}`);
}

/** The table that holds the result of a SELECT. Only one SELECT can be described, so anything else fails here. */
async function resultTable(engine: JobEngine, name: string, sql: string, file: string): Promise<AnyTable> {
  const described = await engine.rows<{ name: string; type: string }>(`DESCRIBE TABLE (\n${sql}\n)`);
  const columns: Record<string, Column> = {};
  for (const [index, { name: column, type: engineType }] of described.entries()) {
    const { type, nullable } = clickhouseTarget.logicalTypeOf(column, engineType);
    const id = index + 1;
    const nestedIds = Array.from({ length: type.nestedFields }, (_, at) => 1000 + id * 10 + at);
    columns[column] = (nullable ? optional : required)(type, { id, nestedIds, doc: `Column '${column}' of ${basename(file)}.` });
  }
  return defineTable({ name, doc: `Result of ${basename(file)}.`, columns });
}

function summary(started: number, dryRun: boolean, table: string, rows: number): AggregateSummary {
  return { job: 'aggregate', engine: 'embedded', dryRun, tables: [{ table, partitions: [], rows }], seconds: secondsSince(started) };
}
