import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { embeddedClickHouse, temporaryFolder } from '@logex/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { aggregates, baseTables, clickhouseTarget, type AnyTable, type Column } from '../index.ts';

const tables: readonly (readonly [string, AnyTable])[] = [...baseTables, ...aggregates.map(({ table }) => table)].map((table) => [table.name, table]);
const golden = new URL('__golden__/', import.meta.url);

/** The longest text that a column can hold a value of. */
const samples: Readonly<Record<string, unknown>> = {
  text: "it's 😀 \\ ok",
  bytes: 'raw',
  integer: -7,
  long: '9007199254740993',
  double: 0.1,
  boolean: true,
  timestamp: '2105-12-31T23:59:59.999999Z',
  date: '2105-12-31',
  dictionary: { a: 'x', b: null },
};

const rowOf = (table: AnyTable, value: (column: Column) => unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(table.columns).map(([name, column]) => [name, value(column)]));

const fullRow = (table: AnyTable): Record<string, unknown> => rowOf(table, ({ type }) => samples[type.name]);
const sparseRow = (table: AnyTable): Record<string, unknown> =>
  rowOf(table, ({ type, nullable }) => (nullable ? null : samples[type.name]));

async function command(query: string): Promise<void> {
  const client = await embeddedClickHouse();
  await client.command({ query, clickhouse_settings: { allow_insert_into_iceberg: 1, date_time_input_format: 'best_effort' } });
}

async function insert(table: string, values: readonly unknown[]): Promise<void> {
  const client = await embeddedClickHouse();
  await client.insert({ table, values, format: 'JSONEachRow', clickhouse_settings: { allow_insert_into_iceberg: 1, date_time_input_format: 'best_effort' } });
}

async function rows(query: string): Promise<unknown[]> {
  const client = await embeddedClickHouse();
  const result = await client.query({ query, format: 'JSONEachRow' });
  return result.json();
}

beforeAll(() => command('CREATE DATABASE IF NOT EXISTS analytics'));

describe.each(tables)('%s', (_, table) => {
  test('its hot table is created, and gives back what is inserted', async () => {
    const hot = `analytics.${table.name}_hot`;
    await command(clickhouseTarget.mergeTreeTable(table).replace(/^TTL .*\n/mu, ''));
    await insert(hot, [fullRow(table), sparseRow(table)]);

    expect(await rows(`SELECT * FROM ${hot} ORDER BY ALL`)).toEqual(expect.arrayContaining([fullRow(table), sparseRow(table)]));
  });

  test('its hot table drops rows by age', async () => {
    const name = `${table.name}_aging`;
    await command(clickhouseTarget.mergeTreeTable(table, { name }));
    await insert(`analytics.${name}`, [fullRow(table), { ...fullRow(table), ...(table.partitionBy.length > 0 && { partition_date: '1970-01-02' }) }]);
    await command(`OPTIMIZE TABLE analytics.${name} FINAL`);

    expect(await rows(`SELECT count() AS n FROM analytics.${name}`)).toEqual([{ n: table.partitionBy.length > 0 ? '1' : '2' }]);
  });

  test('its view reads an Iceberg table of the same columns', async () => {
    const folder = join(temporaryFolder(), table.name);
    mkdirSync(folder);
    const columns = Object.entries(table.columns).map(([name, column]) => `${name} ${clickhouseTarget.columnType(table, name, column)}`);
    await command(`CREATE TABLE ${table.name}_lake (${columns.join(', ')}) ENGINE = IcebergLocal('${folder}/', 'Parquet')`);
    await insert(`${table.name}_lake`, [fullRow(table), sparseRow(table)]);
    await command(clickhouseTarget.icebergView(table, { kind: 'local', folder }));

    expect(await rows(`SELECT * FROM ${clickhouseTarget.qualifiedName(table)} ORDER BY ALL`)).toEqual(expect.arrayContaining([fullRow(table), sparseRow(table)]));

    await command(`DROP TABLE ${table.name}_lake`);
    await command(clickhouseTarget.icebergTable(`${table.name}_lake`, folder));

    expect(await rows(`SELECT count() AS n FROM ${table.name}_lake`)).toEqual([{ n: '2' }]);
  });
});

test.each(aggregates.map((aggregate) => [aggregate.table.name, aggregate] as const))('the rows of %s fit its table, whether there are source rows or not', async (name, aggregate) => {
  const source = `${name}_source`;
  const stored = `${name}_stored`;
  await command(clickhouseTarget.mergeTreeTable(aggregate.source, { name: source }).replace(/^TTL .*\n/mu, ''));
  await command(clickhouseTarget.mergeTreeTable(aggregate.table, { name: stored }).replace(/^TTL .*\n/mu, ''));
  const columns = Object.keys(aggregate.table.columns).join(', ');
  const select = clickhouseTarget.aggregateSelect(aggregate, { source: `analytics.${source}`, partitions: ['2105-12-31'] });
  await command(`INSERT INTO analytics.${stored} (${columns}) ${select}`);

  expect(await rows(`SELECT * FROM analytics.${stored}`)).toEqual([]);

  await insert(`analytics.${source}`, [
    { ...fullRow(aggregate.source), level: 'ERROR', http_status: 500 },
    { ...fullRow(aggregate.source), level: 'ERROR', http_status: 500 },
    { ...fullRow(aggregate.source), level: 'ERROR', http_status: 500, partition_date: '2105-12-30' },
    sparseRow(aggregate.source),
  ]);
  await command(`INSERT INTO analytics.${stored} (${columns}) ${select}`);
  const found = await rows(`SELECT * FROM analytics.${stored}`);

  expect(found.length).toBeGreaterThan(0);
  expect(found).toContainEqual(expect.objectContaining({ partition_date: '2105-12-31' }));
  expect(found).not.toContainEqual(expect.objectContaining({ partition_date: '2105-12-30' }));
});

test('the engine parses every statement of every golden file', async () => {
  const client = await embeddedClickHouse();
  const files = readdirSync(golden).filter((file) => file.endsWith('.clickhouse.sql'));
  const statements = files.flatMap((file) => readFileSync(new URL(file, golden), 'utf8').split(/;\n/u)).filter((text) => text.trim() !== '');
  expect(statements.length).toBeGreaterThanOrEqual(3 * tables.length + aggregates.length);

  for (const sql of statements) {
    const result = await client.query({ query: 'SELECT isNotNull(formatQueryOrNull({sql:String})) AS parsed', query_params: { sql }, format: 'JSONEachRow' });

    expect({ sql, parsed: await result.json() }).toEqual({ sql, parsed: [{ parsed: 1 }] });
  }
});
