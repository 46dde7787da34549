import { icebergTarget, type AnyTable } from '@logex/log-schema';
import { createTable, type CreateTableOptions, type IcebergTable } from '../iceberg/index.ts';
import { tableFolder, type Warehouse } from './warehouse.ts';

/** What the committer needs to create a table of the schema at a location. */
export function tableCreation(table: AnyTable, location: string): CreateTableOptions {
  return {
    location,
    schema: icebergTarget.icebergSchema(table),
    partitionSpec: icebergTarget.icebergPartitionSpec(table),
    sortOrder: icebergTarget.icebergSortOrder(table),
    properties: table.properties,
  };
}

/** Creates a table of the schema in a warehouse, or loads it where it is there already. */
export function ensureTable(warehouse: Warehouse, table: AnyTable): Promise<IcebergTable> {
  return createTable(tableCreation(table, tableFolder(warehouse, table)));
}
