import { access, constants, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openEmbeddedEngine, type EmbeddedEngine } from '@logex/query-sdk/embedded';
import { warehouseBusy, warehouseNotWritable } from '../errors.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/**
 * Opens the engine on the data directory of a warehouse, which makes this process its only writer. Definitions of databases that
 * an earlier job was stopped in the middle of writing, by a full disk or a kill, would keep the engine from starting: they are removed.
 *
 * @throws LogexError `jobs/warehouse-busy`, `jobs/warehouse-not-writable` (both outside).
 */
export async function openEngineDirectory(warehouse: Warehouse): Promise<EmbeddedEngine> {
  const open = (): Promise<EmbeddedEngine> => openEmbeddedEngine({ directory: warehouse.engine });
  try {
    return await open();
  } catch (cause) {
    await access(warehouse.engine, constants.W_OK).catch((fault: unknown) => Promise.reject(warehouseNotWritable(warehouse.root, fault)));
    if (await removeCutDefinitions(join(warehouse.engine, 'metadata'))) {
      return open().catch((fault: unknown) => Promise.reject(warehouseBusy(warehouse.root, fault)));
    }
    throw warehouseBusy(warehouse.root, cause);
  }
}

/** Removes definitions that end before their line break does, and tells whether there were any. A job at work has none such. */
async function removeCutDefinitions(folder: string): Promise<boolean> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.sql'));
  let removed = false;
  for (const name of names) {
    const path = join(folder, name);
    if ((await readFile(path, 'utf8').catch(() => '\n')).endsWith('\n')) continue;
    await rm(path, { force: true });
    removed = true;
  }
  return removed;
}
