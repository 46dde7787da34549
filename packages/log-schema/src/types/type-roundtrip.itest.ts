import { join } from 'node:path';
import { embeddedClickHouse, temporaryFolder } from '@logex/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { clickhouseTarget, defineTable, logicalTypes, optional, required, rowSchema, type AnyTable, type LogicalType } from '../index.ts';

type TypeName = keyof typeof logicalTypes;

/** Ordinary and extreme values of each type, as a row carries them in TypeScript. */
const values: Readonly<Record<TypeName, readonly unknown[]>> = {
  text: ['', 'a', ' ', `it's "quoted" \\ \n\r\t\0 \u007f`, 'é', '😀', '\u2028', 'x'.repeat(70_000)],
  bytes: ['', 'a', `'"\\\n\0`, '😀', 'x'.repeat(70_000)],
  integer: [0, -1, 1, -2_147_483_648, 2_147_483_647],
  long: [0n, -1n, 9_007_199_254_740_993n, -9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n],
  double: [0, -1.5, 0.1, 5e-324, -1.797_693_134_862_315_7e308, 1e21, 123_456_789.123_456_78],
  boolean: [true, false],
  timestamp: ['1970-01-01T00:00:00.000000Z', '1970-01-01T00:00:00.000001Z', '2025-10-26T00:30:00.123456Z', '2105-12-31T23:59:59.999999Z'],
  date: ['1970-01-01', '2024-02-29', '2105-12-31'],
  dictionary: [{}, { a: 'x' }, { a: null }, { '': '' }, { '😀': '😀', b: null, c: `'"\\\n` }],
};

const typeNames = Object.keys(logicalTypes) as TypeName[];

function tableOf(name: TypeName): AnyTable {
  const type = logicalTypes[name] as LogicalType<unknown>;
  const options = { doc: 'A value.', ...(type.nestedFields > 0 && { nestedIds: [3, 4] }) };
  const place = required(logicalTypes.integer, { id: 1, doc: 'Place of the row.' });
  const value = type.clickhouseNullable ? optional(type, { id: 2, ...options }) : required(type, { id: 2, ...options });
  return defineTable({ name: `roundtrip_${name}`, doc: 'One type.', columns: { place, value }, hot: { orderBy: ['place'], ttlDays: 1 } });
}

const wire = (value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

async function writeAndRead(table: string, rows: readonly { place: number; value: unknown }[]): Promise<Record<string, unknown>[]> {
  const client = await embeddedClickHouse();
  await client.insert({
    table,
    values: rows.map(({ place, value }) => ({ place, value: wire(value) })),
    format: 'JSONEachRow',
    clickhouse_settings: { date_time_input_format: 'best_effort', allow_insert_into_iceberg: 1 },
  });
  const result = await client.query({ query: `SELECT * FROM ${table} ORDER BY place`, format: 'JSONEachRow' });
  return result.json();
}

function decoded(type: LogicalType<unknown>, value: unknown): unknown {
  return value === null || !type.decode ? value : type.decode(value as never);
}

async function createMergeTree(table: AnyTable): Promise<string> {
  await (await embeddedClickHouse()).command({ query: clickhouseTarget.mergeTreeTable(table) });
  return `analytics.${table.name}_hot`;
}

async function createIceberg(table: AnyTable): Promise<string> {
  const columns = Object.entries(table.columns).map(([name, column]) => `${name} ${clickhouseTarget.columnType(table, name, column)}`);
  const engine = `IcebergLocal('${join(temporaryFolder(), table.name)}/', 'Parquet')`;
  await (await embeddedClickHouse()).command({ query: `CREATE TABLE ${table.name} (${columns.join(', ')}) ENGINE = ${engine}` });
  return table.name;
}

const stores = [
  ['a MergeTree table', createMergeTree, typeNames],
  ['an Iceberg table', createIceberg, typeNames.filter((name) => name !== 'boolean')],
] as const;

beforeAll(async () => {
  await (await embeddedClickHouse()).command({ query: 'CREATE DATABASE IF NOT EXISTS analytics' });
});

describe.each(stores)('%s', (_, create, names) => {
  test.each(names)('gives back every value of %s unchanged, null included', async (name) => {
    const type = logicalTypes[name] as LogicalType<unknown>;
    const table = tableOf(name);
    const some = type.clickhouseNullable ? [...values[name], null] : values[name];
    const rows = some.map((value, place) => ({ place, value }));

    const stored = await create(table);
    const found = (await writeAndRead(stored, rows)).map(({ place, value }) => ({ place, value: decoded(type, value) }));

    expect(found).toEqual(rows);
    for (const row of found) expect(rowSchema(table).parse(row)).toEqual(row);
  });

  test.each(names)('has for %s the type that its results are read by', async (name) => {
    const type = logicalTypes[name] as LogicalType<unknown>;
    const table = { ...tableOf(name), name: `described_${name}` };
    const client = await embeddedClickHouse();
    const result = await client.query({ query: `DESCRIBE (SELECT value FROM ${await create(table)})`, format: 'JSONEachRow' });
    const [column] = await result.json<{ type: string }>();
    const read = clickhouseTarget.logicalTypeOf('value', column?.type ?? '');

    expect(read.nullable).toBe(type.clickhouseNullable);
    // Bytes and text are one type in ClickHouse.
    expect(read.type.clickhouse).toBe(type.clickhouse);
  });
});

test('fails when the engine itself creates an Iceberg column of booleans: it has no such type', async () => {
  await expect(createIceberg(tableOf('boolean'))).rejects.toThrow('Unsupported type for iceberg Bool');
});
