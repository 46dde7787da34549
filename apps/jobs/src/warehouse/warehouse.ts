import { join } from 'node:path';
import type { AnyTable } from '@logex/log-schema';

/** The folders of a local warehouse. Iceberg tables lie at `<root>/<namespace>/<table>`; what jobs need themselves at `<root>/.logex`. */
export interface Warehouse {
  /** Absolute path of the warehouse. */
  readonly root: string;
  /** Data directory of the engine; who has it open is the only writer. */
  readonly engine: string;
  /** What a batch writes before it is committed; emptied at the start of every job. */
  readonly staging: string;
  /** Notes of work that is between two commits. */
  readonly journal: string;
}

/** The warehouse in a folder. Touches nothing. */
export function warehouseAt(root: string): Warehouse {
  const own = join(root, '.logex');
  return Object.freeze({ root, engine: join(own, 'engine'), staging: join(own, 'staging'), journal: join(own, 'journal') });
}

/** Folder of a table. */
export function tableFolder(warehouse: Warehouse, table: Pick<AnyTable, 'namespace' | 'name'>): string {
  return join(warehouse.root, table.namespace, table.name);
}
