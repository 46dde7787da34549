import { join, resolve } from 'node:path';
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

/** Folder that relative paths start from: where the process was started, since the engine changes its working directory. */
export const startFolder = process.cwd();

/** The warehouse in a folder, which may be relative to {@link startFolder}. Touches nothing. */
export function warehouseAt(folder: string): Warehouse {
  const root = resolve(startFolder, folder);
  const own = join(root, '.logex');
  return Object.freeze({ root, engine: join(own, 'engine'), staging: join(own, 'staging'), journal: join(own, 'journal') });
}

/** Folder of a table. */
export function tableFolder(warehouse: Warehouse, table: Pick<AnyTable, 'namespace' | 'name'>): string {
  return join(warehouse.root, table.namespace, table.name);
}
