import { expectGolden } from '@logex/testing';
import { expect, test } from 'vitest';
import { aggregates, baseTables, icebergTarget, type AnyTable } from '../../index.ts';

const tables: readonly AnyTable[] = [...baseTables, ...aggregates.map(({ table }) => table)];

test('field ids are the recorded ones: an id that has been written to a table is never given to another field', () => {
  const lines = tables.flatMap((table) =>
    Object.entries(table.columns).map(([name, { id, nestedIds }]) => `${table.name}.${name} ${[id, ...nestedIds].join(' ')}`),
  );

  expectGolden(lines.join('\n'), new URL('../__golden__/field-ids.txt', import.meta.url));
});

test('a partition field comes from its column, with an id of the reserved range', () => {
  const [logs] = baseTables;

  expect(icebergTarget.icebergPartitionSpec(logs)).toEqual({
    'spec-id': 0,
    fields: [{ name: 'partition_date', transform: 'identity', 'source-id': 28, 'field-id': 1000 }],
  });
});

test('a table without a sort order has the unsorted order 0', () => {
  expect(icebergTarget.icebergSortOrder(baseTables[2])).toEqual({ 'order-id': 0, fields: [] });
});
