import { evolution, type AnyTable } from '@logex/log-schema';
import { expect, test } from 'vitest';
import { emptyTableMetadata } from '../iceberg/index.ts';
import { tableCreation } from '../warehouse/table-creation.ts';
import { ordersVersions } from './__fixtures__/recorded-tables.ts';
import { tableMigration } from './table-migration.ts';
import { updatedMetadata } from './updated-metadata.ts';

const [first, second] = (await ordersVersions()) as [AnyTable, AnyTable];
const file = '/lake/orders/metadata/v1.metadata.json';
const empty = { ...emptyTableMetadata(tableCreation(first, '/lake/orders')), 'last-updated-ms': 1000 };

const updatesTo = (table: AnyTable, metadata: typeof empty): evolution.IcebergUpdate[] => {
  const { from, to } = tableMigration(table, metadata);
  return evolution.icebergUpdates(from, to);
};

test('schema, order and properties change; snapshots, and what the table was before, stay', () => {
  const updated = updatedMetadata(empty, file, updatesTo(second, empty), 5000);

  expect(updated).toMatchObject({
    'last-updated-ms': 5000, 'current-schema-id': 1, 'last-column-id': 10, 'default-sort-order-id': 1, snapshots: [],
    'metadata-log': [{ 'metadata-file': file, 'timestamp-ms': 1000 }],
  });
  expect(updated.schemas.map((schema) => schema['schema-id'])).toEqual([0, 1]);
  expect(updated['sort-orders'].map((order) => order['order-id'])).toEqual([0, 1]);
  expect(updated.properties).toMatchObject({ 'write.target-file-size-bytes': '134217728' });
});

test('a schema and an order that the table had are taken up again under their ids, and a clock that stands behind does not matter', () => {
  const updated = updatedMetadata(empty, file, updatesTo(second, empty), 5000);
  const retired: AnyTable = { ...first, retired: { currency: [9], gift: [10] } };

  const back = updatedMetadata(updated, file, updatesTo(retired, updated as typeof empty), 10);

  expect(back).toMatchObject({ 'last-updated-ms': 5001, 'current-schema-id': 0, 'last-column-id': 10, 'default-sort-order-id': 0 });
  expect(back.schemas).toHaveLength(2);
  expect(back['sort-orders']).toHaveLength(2);
});
