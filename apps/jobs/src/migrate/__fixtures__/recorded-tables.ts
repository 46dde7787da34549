import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultNamespace, evolution, type AnyTable } from '@logex/log-schema';
import type { JobEngine } from '../../engine/job-engine.ts';
import { stageTable } from '../../engine/staged-table.ts';
import { commitSnapshot, loadTable } from '../../iceberg/index.ts';
import { ensureTable } from '../../warehouse/table-creation.ts';
import { tableFolder, warehouseAt } from '../../warehouse/warehouse.ts';

const packages = join(import.meta.dirname, '../../../../../packages/log-schema');

const parsed = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));

/** Every recorded version of the schema, oldest first. */
export async function recordedVersions(): Promise<evolution.RecordedSchema[]> {
  const names = (await readdir(join(packages, 'recorded'))).filter((name) => /^\d/.test(name)).sort();
  return Promise.all(names.map(async (name) => evolution.recordedSchemaShape.parse(await parsed(join(packages, 'recorded', name)))));
}

/** Versions of a table of somebody else, with every change that a table can take. */
export async function ordersVersions(): Promise<AnyTable[]> {
  const history = evolution.recordedSchemaShape.array().parse(await parsed(join(packages, 'src/evolution/__golden__/orders-history.json')));
  return history.map(({ tables: [orders] }) => evolution.tableOfRecord({ ...(orders as evolution.RecordedTable), namespace: defaultNamespace }));
}

const samples: Readonly<Record<string, unknown>> = {
  text: 'some text',
  bytes: 'some bytes',
  integer: 7,
  long: '9007199254740993',
  double: 0.5,
  boolean: true,
  timestamp: '2025-08-25T06:04:00.123456Z',
  date: '2025-08-25',
  dictionary: { key: 'value' },
};

/** A row with a value in every column, or in the required ones only, in the form that the engine reads. */
export function sampleRow(table: AnyTable, isFull: boolean): Record<string, unknown> {
  const columns = Object.entries(table.columns).filter(([, { nullable }]) => isFull || !nullable);
  return Object.fromEntries(columns.map(([name, { type }]) => [name, samples[type.name]]));
}

/** Adds rows to a table of a warehouse, which is made where it is missing. */
export async function appendRows(engine: JobEngine, folder: string, table: AnyTable, rows: readonly object[], name: string): Promise<void> {
  const warehouse = warehouseAt(folder);
  await ensureTable(warehouse, table);
  const staged = await stageTable(engine, warehouse, table);
  await engine.insert(staged.name, rows);
  const target = await loadTable(tableFolder(warehouse, table));
  await commitSnapshot(target, { operation: 'append', addFiles: await staged.place(target, name) });
  await staged.drop();
}
