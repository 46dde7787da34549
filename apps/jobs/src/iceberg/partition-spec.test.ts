import { expect, test } from 'vitest';
import { partitionFolder, partitionIdentity, partitionKeys } from './partition-spec.ts';

const schema = { type: 'struct', fields: [{ id: 1, name: 'host', required: false, type: 'string' }, { id: 2, name: 'ts', required: true, type: 'timestamptz' }] } as const;
const spec = (name: string, transform: string, source: number) => ({ 'spec-id': 0, fields: [{ name, transform, 'source-id': source, 'field-id': 1000 }] });

test('a folder name keeps to one level whatever the value', () => {
  const keys = partitionKeys(spec('host', 'identity', 1), schema, '/w/t');
  expect(partitionFolder(keys, { host: 'a/../b c' })).toBe('host=a%2F%2E%2E%2Fb%20c');
  expect(partitionFolder(keys, { host: null })).toBe('host=null');
  expect(partitionFolder([], {})).toBe('');
});

test('partitions are equal by value and type', () => {
  expect(partitionIdentity({ a: 1, b: 'x' })).toBe(partitionIdentity({ b: 'x', a: 1 }));
  expect(partitionIdentity({ a: '1' })).not.toBe(partitionIdentity({ a: 1 }));
  expect(partitionIdentity({ a: null })).not.toBe(partitionIdentity({ a: 'null' }));
});

for (const [what, bad] of [
  ['the transform is day', spec('ts_day', 'day', 2)],
  ['the source column is unknown', spec('host', 'identity', 9)],
  ['the name is none of Avro', spec('a-b', 'identity', 1)],
] as const) {
  test(`fails when ${what}`, () => {
    expect(() => partitionKeys(bad, schema, '/w/t')).toThrowError(expect.objectContaining({ code: 'iceberg/feature-not-supported' }));
  });
}
