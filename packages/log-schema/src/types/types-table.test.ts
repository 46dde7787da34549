import { expectGolden } from '@logex/testing';
import { expect, test } from 'vitest';
import { logicalTypes, type LogicalType } from '../index.ts';

const types: readonly LogicalType<unknown>[] = Object.values(logicalTypes);
const typescript: Readonly<Record<string, string>> = {
  string: 'string',
  number: 'number',
  bigint: 'bigint',
  boolean: 'boolean',
  object: 'Readonly<Record<string, string \\| null>>',
};
const samples: readonly unknown[] = ['a', '2025-08-25', '2025-08-25T06:04:00.000000Z', 1, 1n, true, {}];

/** The TypeScript type of a value, seen by what its validator accepts. */
function valueType(type: LogicalType<unknown>): string {
  const kinds = new Set(samples.filter((sample) => type.zod.safeParse(sample).success).map((sample) => typeof sample));
  return [...kinds].map((kind) => `\`${typescript[kind]}\``).join(', ');
}

function icebergType(type: LogicalType<unknown>): string {
  const form = type.iceberg([1, 2]);
  if (typeof form === 'string') return form;
  const value = `${String(form.value)}${form['value-required'] ? '' : ', nullable'}`;
  return `${form.type}<${String(form.key)}, ${value}>`;
}

test('TYPES.md is the table of logical types by engine', () => {
  const rows = types.map((type) =>
    [
      `\`${type.name}\``,
      type.doc,
      `\`${icebergType(type)}\``,
      `\`${type.spark}\``,
      `\`${type.clickhouse}\``,
      type.clickhouseNullable ? 'yes' : 'no',
      `\`${type.clickhouseCodec}\``,
      valueType(type),
      type.comparable ? 'yes' : 'no',
    ].join(' | '),
  );
  const text = [
    '# Logical types',
    '',
    'One file each in [src/types](src/types). This table is generated from them by `npm run golden:update`.',
    '',
    '| type | holds | Iceberg | Spark | ClickHouse | `Nullable` there | codec there | TypeScript | a key |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
    '',
    'In Spark and Iceberg any of them may be null. ClickHouse sends a `long` as quoted JSON text and a `timestamp` in ISO form;',
    'a row in TypeScript carries the `bigint` and that text, so no digit is lost.',
  ];

  expectGolden(text.join('\n'), new URL('../../TYPES.md', import.meta.url));
});

test('a type is known by its own name', () => {
  expect(Object.entries(logicalTypes).map(([name, type]) => [name, type.name])).toEqual(types.map(({ name }) => [name, name]));
});
