import type { AnyTable } from '@logex/log-schema';
import { tableDiffers } from '../iceberg/errors.ts';
import { schemaDifference } from '../iceberg/iceberg-schema.ts';
import { newestTable } from '../iceberg/iceberg-table.ts';
import { currentSchema } from '../iceberg/index.ts';
import { tableCreation } from '../warehouse/table-creation.ts';
import { tableFolder, type Warehouse } from '../warehouse/warehouse.ts';

/**
 * Checks that tables of a local warehouse have the columns of their definitions; one that is missing is as good. Jobs of Spark call it first,
 * since Spark itself would say no more than that a column is missing.
 *
 * @throws LogexError `iceberg/table-differs` (usage).
 */
export async function requireCurrentTables(warehouse: Warehouse, tables: readonly AnyTable[]): Promise<void> {
  for (const table of tables) {
    const location = tableFolder(warehouse, table);
    const found = await newestTable(location);
    const difference = found && schemaDifference(currentSchema(found.metadata), tableCreation(table, location).schema);
    if (difference !== undefined) throw tableDiffers(location, difference);
  }
}
