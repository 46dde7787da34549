import { describe, expect, test } from 'vitest';
import { defineTable, ingestedFiles, logicalTypes, logs, optional, required, rowSchema, type LogicalType, type RowOf } from '../../index.ts';

const file: RowOf<typeof ingestedFiles> = {
  path: '/var/log/app.log',
  size: 10n,
  version: '2025-08-25T06:04:00Z',
  fingerprint: null,
  first_byte: 0n,
  end_byte: 10n,
  first_line: 1n,
  rows_in: null,
  rows_accepted: null,
  rows_rejected: null,
  ingest_batch: 'b1',
  state: 'planned',
  recorded_at: '2025-08-25T06:04:00.000000Z',
  pii_policy: null,
};

describe('a row of ingested_files', () => {
  const schema = rowSchema(ingestedFiles);

  test('is accepted as it is', () => {
    expect(schema.parse(file)).toEqual(file);
  });

  test.each([
    ['a nullable column is absent', Object.fromEntries(Object.entries(file).filter(([name]) => name !== 'rows_in'))],
    ['a required column is null', { ...file, path: null }],
    ['a member has no column', { ...file, extra: 1 }],
    ['a long is a number', { ...file, size: 10 }],
    ['a time has no microseconds', { ...file, recorded_at: '2025-08-25T06:04:00Z' }],
  ])('fails when %s', (_, row) => {
    expect(schema.safeParse(row).success).toBe(false);
  });
});

const refused: Readonly<Record<keyof typeof logicalTypes, readonly unknown[]>> = {
  text: [1, undefined],
  bytes: [new Uint8Array()],
  integer: [2_147_483_648, -2_147_483_649, 1.5, '1', Number.NaN],
  long: [9_223_372_036_854_775_808n, -9_223_372_036_854_775_809n, 1],
  double: ['1', Number.NaN],
  boolean: [0, 'true'],
  timestamp: ['2025-02-30T00:00:00.000000Z', '2025-08-25T06:04:00.000000+02:00', '2025-08-25 06:04:00.000000Z', new Date(0)],
  date: ['2025-02-30', '25/08/2025', new Date(0)],
  dictionary: [{ a: 1 }, { a: undefined }, [], 'a'],
};

test.each(Object.keys(logicalTypes) as (keyof typeof logicalTypes)[])('fails when a value is not of type %s', (name) => {
  const type = logicalTypes[name] as LogicalType<unknown>;
  const nested = type.nestedFields > 0 ? { nestedIds: [2, 3] } : {};
  const columns = { value: required(type, { id: 1, doc: 'A value.', ...nested }) };
  const schema = rowSchema(defineTable({ name: 'one', doc: 'One column.', columns }));

  expect([...refused[name], null].filter((value) => schema.safeParse({ value }).success)).toEqual([]);
});

test('column docs are the descriptions of the schema', () => {
  const columns = { value: optional(logicalTypes.text, { id: 1, doc: 'What was said.' }) };
  const schema = rowSchema(defineTable({ name: 'one', doc: 'One column.', columns }));

  expect(JSON.stringify((schema as unknown as { toJSONSchema: () => unknown }).toJSONSchema())).toContain('What was said.');
  expect(Object.keys(logs.columns)).toContain('timestamp');
});
