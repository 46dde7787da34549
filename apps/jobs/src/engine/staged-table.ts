import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { clickhouseTarget, LogexError, type AnyTable } from '@logex/log-schema';
import { writeFailed } from '../errors.ts';
import { createTable, describeParquet, placeDataFile, type DataFile, type IcebergTable } from '../iceberg/index.ts';
import { tableCreation } from '../warehouse/table-creation.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { stagingDatabase, type JobEngine } from './job-engine.ts';

/** A scratch Iceberg table that the engine writes into; its data files are moved into the real table and committed there. */
export interface StagedTable {
  /** Name for statements. */
  readonly name: string;
  /** Moves what was written into the data folder of the real table: not visible before a commit names the files. */
  readonly place: (target: IcebergTable, prefix: string) => Promise<DataFile[]>;
  /** Removes the scratch table and what is left in it. */
  readonly drop: () => Promise<void>;
}

/** Makes an empty scratch table with the columns, field ids and partitioning of a table. */
export async function stageTable(engine: JobEngine, warehouse: Warehouse, table: AnyTable): Promise<StagedTable> {
  const name = `${stagingDatabase}.${clickhouseTarget.quoteIdentifier(`new_${table.name}`)}`;
  const folder = join(warehouse.staging, table.name);
  const drop = async (): Promise<void> => {
    await engine.run(`DROP TABLE IF EXISTS ${name}`);
    await rm(folder, { recursive: true, force: true });
  };
  await drop();
  await createTable(tableCreation(table, folder));
  await engine.run(clickhouseTarget.icebergTable(name, folder));
  return {
    name,
    drop,
    place: async (target, prefix) => {
      const files = await parquetFiles(join(folder, 'data'));
      const placed: DataFile[] = [];
      for (const [index, file] of files.entries()) {
        const described = await describeParquet(file, target).catch((error: unknown) => Promise.reject(isCut(error) ? writeFailed(`writing rows of '${table.name}'`, error) : error));
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

async function parquetFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  return entries.filter((entry) => entry.endsWith('.parquet')).sort().map((entry) => join(folder, entry));
}
