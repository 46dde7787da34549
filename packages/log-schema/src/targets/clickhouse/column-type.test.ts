import { describe, expect, test } from 'vitest';
import { clickhouseTarget, defineTable, logicalTypes, optional, required } from '../../index.ts';

const { columnType, logicalTypeOf, mergeTreeTable } = clickhouseTarget;

test('fails when a dictionary may be null, which ClickHouse cannot hold', () => {
  const columns = {
    id: required(logicalTypes.long, { id: 1, doc: 'Id.' }),
    tags: optional(logicalTypes.dictionary, { id: 2, nestedIds: [3, 4], doc: 'Tags.' }),
  };
  const table = defineTable({ name: 'tagged', doc: 'A row.', columns, hot: { orderBy: ['id'], ttlDays: 1 } });
  const error = expect.objectContaining({
    code: 'schema/type-not-in-target',
    kind: 'usage',
    message: "compiling table 'tagged' for ClickHouse: column 'tags' is a nullable dictionary, which ClickHouse cannot hold",
    hint: "declare 'tags' with required(…); an empty dictionary stands for none",
  });

  expect(() => columnType(table, 'tags', table.columns.tags)).toThrow(error);
  expect(() => mergeTreeTable(table)).toThrow(error);
});

describe('the logical type of a result', () => {
  test.each([
    ['String', 'text', false],
    ['Nullable(String)', 'text', true],
    ['LowCardinality(Nullable(String))', 'text', true],
    ['LowCardinality(String)', 'text', false],
    ['Nullable(UInt16)', 'integer', true],
    ['UInt64', 'long', false],
    ['Float32', 'double', false],
    ['Bool', 'boolean', false],
    ["DateTime64(6, 'UTC')", 'timestamp', false],
    ['Nullable(DateTime64(6))', 'timestamp', true],
    ["DateTime('UTC')", 'timestamp', false],
    ['Date', 'date', false],
    ['Map(String, Nullable(String))', 'dictionary', false],
  ])('of %s is %s', (engineType, name, nullable) => {
    const found = logicalTypeOf('a', engineType);

    expect({ name: found.type.name, nullable: found.nullable }).toEqual({ name, nullable });
  });

  test.each(['Array(String)', 'Decimal(10, 2)', 'UInt128', 'Map(String, String)', "DateTime64(6, 'Europe/Berlin')", 'toString', ''])(
    'fails when the engine gives %s, which no table holds',
    (engineType) => {
      expect(() => logicalTypeOf('total', engineType)).toThrow(
        expect.objectContaining({
          code: 'schema/engine-type-unknown',
          kind: 'usage',
          message: expect.stringMatching(/column 'total' has type .*; tables hold String, /u) as string,
          hint: expect.stringContaining('toString(…)') as string,
        }),
      );
    },
  );
});

test('a sorting key that may be null is allowed in the hot table', () => {
  const columns = { name: optional(logicalTypes.text, { id: 1, doc: 'Name.' }) };
  const ddl = mergeTreeTable(defineTable({ name: 'named', doc: 'A row.', columns, sortBy: ['name'] }));

  expect(ddl).toContain('ORDER BY (name)');
  expect(ddl).toContain('SETTINGS allow_nullable_key = 1');
});
