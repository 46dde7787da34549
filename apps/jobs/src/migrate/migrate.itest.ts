import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allTables, clickhouseTarget, evolution, icebergTarget, logs, optional, logicalTypes, required, defineTable, type AnyTable } from '@logex/log-schema';
import { createEmbeddedLogClient } from '@logex/query-sdk/embedded';
import { temporaryFolder } from '@logex/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openForReading, openForWriting } from '../engine/job-engine.ts';
import { currentSchema, loadTable } from '../iceberg/index.ts';
import { ingest } from '../ingest/ingest.ts';
import { sparkIngest } from '../spark/spark-ingest.ts';
import { openSparkRunner, type SparkRunner } from '../spark/spark-runner.ts';
import { fileText, jsonLine } from '../__fixtures__/log-lines.ts';
import { runCli } from '../__fixtures__/run-cli.ts';
import { tableFolder, warehouseAt } from '../warehouse/warehouse.ts';
import { appendRows, ordersVersions, recordedVersions, sampleRow } from './__fixtures__/recorded-tables.ts';
import { migrateHotTables } from './hot-migration.ts';
import { migrate, type MigrateSummary } from './migrate.ts';
import { sparkMigrate } from './spark-migrate.ts';

let runner: SparkRunner;

beforeAll(async () => {
  runner = await openSparkRunner({ quick: true });
}, 300_000);

afterAll(() => runner.close());

type Engine = 'embedded' | 'spark';

const migrateWith = (engine: Engine, warehouse: string, options: { readonly tables?: readonly AnyTable[]; readonly dryRun?: boolean; readonly stopAt?: string } = {}): Promise<MigrateSummary> => {
  const { stopAt, ...rest } = options;
  if (engine === 'embedded') return migrate({ warehouse, ...rest });
  const stopped: SparkRunner = { ...runner, run: (plan, onEvent) => runner.run(plan, onEvent, stopAt) };
  return sparkMigrate({ catalog: { type: 'hadoop', warehouse }, runner: stopAt === undefined ? runner : stopped, ...rest });
};

/** A warehouse with the tables of a version, a full and a bare row in each. */
async function warehouseOf(tables: readonly AnyTable[]): Promise<string> {
  const folder = join(await temporaryFolder(), 'lake');
  await append(folder, tables, 'old');
  return folder;
}

async function append(folder: string, tables: readonly AnyTable[], name: string): Promise<void> {
  const engine = await openForWriting(warehouseAt(folder));
  try {
    for (const table of tables) await appendRows(engine, folder, table, [sampleRow(table, true), sampleRow(table, false)], name);
  } finally {
    await engine.close();
  }
}

/** Fields of a table as they stand, without the words about them. */
async function fieldsOf(folder: string, table: AnyTable): Promise<unknown> {
  const { metadata } = await loadTable(tableFolder(warehouseAt(folder), table));
  return withoutDocs(currentSchema(metadata).fields);
}

const withoutDocs = (fields: readonly object[]): unknown => fields.map((field) => ({ ...field, doc: undefined }));

/** Every row of each table in a fixed order, read by the SDK as a service does. */
async function rowsOf(folder: string, tables: readonly AnyTable[]): Promise<Record<string, Row[]>> {
  const client = await createEmbeddedLogClient({ warehouse: folder, changeDirectory: true });
  try {
    const read: Record<string, Row[]> = {};
    for (const table of tables) {
      const rows = (await client.from(table).allTime().select(...Object.keys(table.columns)).execute()) as unknown as Row[];
      read[table.name] = rows.toSorted((one, other) => (text(one) < text(other) ? -1 : 1));
    }
    return read;
  } finally {
    await client.close();
  }
}

type Row = Record<string, unknown>;

const text = (row: Row): string => JSON.stringify(row, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));

/** What rows of an earlier version are by now: values by id, null where there was no column, wider where the type is. */
function asOfToday(rows: readonly Row[], before: AnyTable, after: AnyTable): Row[] {
  const names = new Map(Object.entries(before.columns).map(([name, { id }]) => [id, name]));
  const value = (row: Row, name: string): unknown => {
    const column = after.columns[name];
    const was = row[names.get(column?.id ?? 0) ?? ''] ?? null;
    return column?.type.name === 'long' && typeof was === 'number' ? BigInt(was) : was;
  };
  return rows.map((row) => Object.fromEntries(Object.keys(after.columns).map((name) => [name, value(row, name)])));
}

const versions = await recordedVersions();
const orders = await ordersVersions();
const [first, second, third] = orders as [AnyTable, AnyTable, AnyTable];

/** Versions of the schema, each with its tables by then and by now; the last one is that of today. */
const histories: readonly (readonly [name: string, tables: readonly AnyTable[], today: readonly AnyTable[]])[] = [
  ...versions.map(({ version, tables }) => [`schema ${version}`, tables.map(evolution.tableOfRecord), allTables] as const),
  ['orders 1.0.0', [first], [third]],
  ['orders 1.1.0', [second], [third]],
];

describe.each(histories)('tables of %s, with rows', (_name, tables, today) => {
  test('are those of today on both engines, and old and new rows are read by the SDK', async () => {
    const embedded = await warehouseOf(tables);
    const before = await rowsOf(embedded, tables);
    const onSpark = await warehouseOf(tables);
    const wanted = today.filter(({ name }) => tables.some((table) => table.name === name));

    const written = wanted.slice(0, 3);
    const read: Record<string, Row[]>[] = [];
    for (const [engine, folder] of [['embedded', embedded], ['spark', onSpark]] as const) {
      const summary = await migrateWith(engine, folder, { tables: today });
      expect(summary.tables.map(({ state }) => state)).not.toContain('outdated');
      for (const table of today) expect(await fieldsOf(folder, table)).toEqual(withoutDocs(icebergTarget.icebergSchema(table).fields));
      const again = await migrateWith(engine, folder, { tables: written });
      expect(again.tables.map(({ state, statements }) => [state, statements])).toEqual(written.map(() => ['current', []]));
      const old = Object.fromEntries(wanted.map((table) => [table.name, asOfToday(before[table.name] ?? [], tables.find(({ name }) => name === table.name) as AnyTable, table)]));
      expect(await rowsOf(folder, wanted)).toEqual(old);
      await append(folder, written, 'new');
      read.push(await rowsOf(folder, written));
    }
    expect(Object.values(read[0] ?? {}).map(({ length }) => length)).toEqual(written.map(() => 4));
    expect(read[0]).toEqual(read[1]);
  }, 600_000);
});

describe.each(['embedded', 'spark'] as const)('a migration by %s', (engine) => {
  test('tells what it would do, and does nothing', async () => {
    const folder = await warehouseOf([first]);
    const before = await fieldsOf(folder, first);

    const { tables } = await migrateWith(engine, folder, { tables: [third, logs], dryRun: true });

    expect(tables).toMatchObject([{ table: 'orders', state: 'outdated' }, { table: 'logs', state: 'missing' }]);
    expect(tables[0]?.changes).toEqual(expect.arrayContaining(['column-renamed orders.state', 'column-dropped orders.note', 'column-added orders.shop', 'type-widened orders.amount']));
    expect(tables[0]?.statements.length).toBeGreaterThan(1);
    expect(await fieldsOf(folder, first)).toEqual(before);
  }, 300_000);

  test('that was killed in the middle is finished by the next one', async () => {
    const other: AnyTable = { ...first, name: 'returns' };
    const others: AnyTable = { ...third, name: 'returns' };
    const folder = await warehouseOf([first, other]);

    // What the embedded engine does for one table is one commit.
    const stopped = engine === 'embedded' ? migrateWith(engine, folder, { tables: [third] }) : migrateWith(engine, folder, { tables: [third, others], stopAt: 'after:alter orders 6' });
    await stopped.catch(() => undefined);
    expect(await fieldsOf(folder, others)).not.toEqual(withoutDocs(icebergTarget.icebergSchema(others).fields));
    await migrateWith(engine, folder, { tables: [third, others] });

    for (const table of [third, others]) expect(await fieldsOf(folder, table)).toEqual(withoutDocs(icebergTarget.icebergSchema(table).fields));
    expect((await rowsOf(folder, [third, others]))['returns']).toHaveLength(2);
  }, 300_000);

  test('fails when the table has a column that nobody declared, or cannot become what is defined', async () => {
    const folder = await warehouseOf([second]);
    const before = await fieldsOf(folder, second);
    const narrow = defineTable({ ...third, columns: { ...third.columns, amount: optional(logicalTypes.text, { id: 3, doc: 'Cents.' }) } } as never) as AnyTable;
    const demanding = defineTable({ ...third, columns: { ...third.columns, till: required(logicalTypes.text, { id: 12, doc: 'Till.' }) } } as never) as AnyTable;

    await expect(migrateWith(engine, folder, { tables: [first] })).rejects.toMatchObject({ code: 'jobs/table-newer', message: expect.stringContaining("'currency', 'gift'") });
    for (const table of [narrow, demanding]) await expect(migrateWith(engine, folder, { tables: [table] })).rejects.toMatchObject({ code: 'schema/alteration-not-possible' });
    await expect(migrateWith(engine, join(folder, 'nothing'), { tables: [first] })).rejects.toMatchObject({ code: 'jobs/warehouse-empty' });
    expect(await fieldsOf(folder, second)).toEqual(before);
  }, 300_000);
});

test('fails when jobs of this release write to tables of an earlier one, and says what to do', async () => {
  const [oldest] = versions;
  const folder = await warehouseOf((oldest?.tables ?? []).map(evolution.tableOfRecord));
  const log = join(folder, '../app.json');
  await writeFile(log, fileText([jsonLine(1)]));
  const refusal = { code: 'iceberg/table-differs', hint: expect.stringContaining('logex-jobs migrate') };

  await expect(ingest({ input: [log], warehouse: folder })).rejects.toMatchObject(refusal);
  await expect(sparkIngest({ input: [log], catalog: { type: 'hadoop', warehouse: folder }, runner })).rejects.toMatchObject(refusal);
  await migrate({ warehouse: folder });
  expect(await ingest({ input: [log], warehouse: folder })).toMatchObject({ accepted: 1 });
}, 300_000);

test('hot tables of a server become those of today, in place or anew', async () => {
  const engine = await openForReading();
  try {
    const { namespace } = first;
    await engine.run(`CREATE DATABASE IF NOT EXISTS ${namespace}`);
    for (const statement of clickhouseTarget.hotTierStatements(first).slice(1, -1)) await engine.run(statement);
    await engine.run(clickhouseTarget.mergeTreeTable(third, { name: 'orders', keepDays: 'all' }));
    const migrateHot = (table: AnyTable, dryRun = false): ReturnType<typeof migrateHotTables> => migrateHotTables({ engine, tables: [table, logs], dryRun });

    expect(await migrateHot(third, true)).toMatchObject([{ table: 'orders_hot', state: 'outdated' }]);
    expect(await migrateHot(third)).toMatchObject([{ table: 'orders_hot', state: 'migrated', changes: expect.arrayContaining(['column-renamed orders.state', 'column-dropped orders.note', 'hot-retention-changed orders']) }]);
    expect(await migrateHot(third)).toEqual([{ table: 'orders_hot', state: 'current', changes: [], statements: [] }]);
    const keyed: AnyTable = { ...third, hot: { ...third.hot, orderBy: ['state', 'placed_at'] } };
    expect((await migrateHot(keyed))[0]?.statements.join()).toContain('DROP TABLE IF EXISTS analytics.orders_hot SYNC');
    expect(await migrateHot(keyed)).toMatchObject([{ state: 'current' }]);
    await expect(migrateHot(first)).rejects.toMatchObject({ code: 'jobs/table-newer' });
  } finally {
    await engine.close();
  }
}, 300_000);

test('is a command', async () => {
  const [oldest] = versions;
  const folder = await warehouseOf((oldest?.tables ?? []).map(evolution.tableOfRecord));

  const run = await runCli(['migrate', '-w', folder, '--json']);
  expect(run).toMatchObject({ code: 0, last: { job: 'migrate', engine: 'embedded', dryRun: false } });
  expect(await runCli(['migrate', '-w', folder, '--clickhouse', 'http://user:password@127.0.0.1:9', '--json'])).toMatchObject({ code: 3, last: { error: { code: 'jobs/hot-tier-failed', message: expect.not.stringContaining('password') } } });
}, 300_000);
