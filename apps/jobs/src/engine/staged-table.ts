import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { clickhouseTarget, LogexError, type AnyTable } from '@logex/log-schema';
import { writeFailed } from '../errors.ts';
import { assignFieldIds, createTable, currentSchema, describeParquet, placeDataFile, type DataFile, type IcebergTable } from '../iceberg/index.ts';
import { tableCreation } from '../warehouse/table-creation.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { parquetSettings, stagingDatabase, type JobEngine } from './job-engine.ts';

/** A scratch Iceberg table that the engine writes into; its data files are moved into the real table and committed there. */
export interface StagedTable {
  /** Name for statements. */
  readonly name: string;
  /** Tables that take the rows of one day each, as asked for. */
  readonly days: readonly StagedDay[];
  /** Moves what was written into the data folder of the real table: not visible before a commit names the files. */
  readonly place: (target: IcebergTable, prefix: string) => Promise<DataFile[]>;
  /** Removes the scratch table and what is left in it. */
  readonly drop: () => Promise<void>;
}

/** A scratch table for the rows of one day: they need no sorting by partition, which is a fifth of the cost of writing. */
export interface StagedDay {
  /** The day, `2025-08-25`. */
  readonly day: string;
  /** Name for statements. */
  readonly name: string;
}

/** Makes an empty scratch table with the columns, field ids and partitioning of a table, and one for each of some days. */
export async function stageTable(engine: JobEngine, warehouse: Warehouse, table: AnyTable, days: readonly string[] = []): Promise<StagedTable> {
  const nameOf = (suffix: string): string => `${stagingDatabase}.${clickhouseTarget.quoteIdentifier(`new_${table.name}${suffix}`)}`;
  const name = nameOf('');
  const folder = join(warehouse.staging, table.name);
  const dayFolder = join(warehouse.staging, `${table.name}-days`);
  const stagedDays = days.map((day, index) => ({ day, name: nameOf(`_day_${index + 1}`), file: join(dayFolder, `${day}.parquet`) }));
  const drop = async (): Promise<void> => {
    for (const each of [name, ...stagedDays.map((day) => day.name)]) await engine.run(`DROP TABLE IF EXISTS ${each}`);
    for (const each of [folder, dayFolder]) await rm(each, { recursive: true, force: true });
  };
  await drop();
  await createTable(tableCreation(table, folder));
  await engine.run(clickhouseTarget.icebergTable(name, folder));
  await mkdir(dayFolder, { recursive: true });
  for (const day of stagedDays) await engine.run(dayTable(table, day.name, day.file));
  return {
    name,
    days: stagedDays,
    drop,
    place: async (target, prefix) => {
      const dayFiles = await parquetFiles(dayFolder);
      for (const file of dayFiles) await orCut(table, assignFieldIds(file, currentSchema(target.metadata).fields));
      const files = [...dayFiles, ...(await parquetFiles(join(folder, 'data')))];
      const placed: DataFile[] = [];
      for (const [index, file] of files.entries()) {
        const described = await orCut(table, describeParquet(file, target));
        placed.push(await placeDataFile(target, described, `${prefix}-${String(index).padStart(5, '0')}`));
      }
      return placed;
    },
  };
}

/** The engine says nothing when a disk is full while it writes: the file then ends before its footer. */
function isCut(error: unknown): boolean {
  return error instanceof LogexError && error.code === 'iceberg/parquet-not-fitting' && error.kind === 'outside';
}

async function orCut<T>(table: AnyTable, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw isCut(error) ? writeFailed(`writing rows of '${table.name}'`, error) : error;
  }
}

/** A table over one Parquet file. It takes the settings of its own, and not those of the statement that writes. */
function dayTable(table: AnyTable, name: string, file: string): string {
  const settings = Object.entries(parquetSettings).map(([setting, value]) => `${setting} = ${value}`);
  return `CREATE TABLE ${name} (${clickhouseTarget.columnDefinitions(table).join(', ')}) ENGINE = File('Parquet', ${clickhouseTarget.quoteText(file)}) SETTINGS ${settings.join(', ')}`;
}

async function parquetFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  return entries.filter((entry) => entry.endsWith('.parquet')).sort().map((entry) => join(folder, entry));
}
