import { clickhouseTarget, type AnyTable } from '@logex/log-schema';
import { tableFolder, type Warehouse } from '../warehouse/warehouse.ts';

/** The relation that reads a table of a warehouse, newest snapshot. */
export function icebergSource(warehouse: Warehouse, table: Pick<AnyTable, 'namespace' | 'name'>): string {
  return clickhouseTarget.icebergFunction({ kind: 'local', folder: tableFolder(warehouse, table) });
}
