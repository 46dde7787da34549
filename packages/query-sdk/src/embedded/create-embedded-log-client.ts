import { relative, resolve } from 'node:path';
import { defaultNamespace } from '@logex/log-schema';
import { warehouseEmpty, warehouseOutsideDirectory } from '../errors.ts';
import type { LogClient } from '../log-client.ts';
import { ConnectedLogClient } from '../run/connected-log-client.ts';
import { formatSettings, limitSettings, type QueryLimits } from '../run/query-settings.ts';
import { openEmbeddedEngine, type EmbeddedEngine } from './embedded-engine.ts';
import { warehouseTables, warehouseViews } from './warehouse-views.ts';

/** What {@link createEmbeddedLogClient} takes. */
export interface EmbeddedLogClientOptions extends QueryLimits {
  /**
   * Folder that ingest writes: its `analytics/<table>` folders become tables.
   * @default none; the tables are then those that `engine` has in its database `analytics`
   */
  readonly warehouse?: string;
  /**
   * An engine that is open already, since a process can have one data directory at a time. Closing the client leaves it open.
   * @default a new one with a temporary data directory, closed with the client
   */
  readonly engine?: EmbeddedEngine;
  /**
   * Whether the process may change its working directory to `/`. The engine reads files below the working directory only.
   * @default false
   */
  readonly changeDirectory?: boolean;
}

/**
 * A client of the embedded engine, over the Iceberg tables of a local warehouse. Tables that are made later
 * are seen by the next client; new rows of a table are seen by the next query.
 *
 * @throws LogexError `query/warehouse-empty`, `query/warehouse-outside-directory`, `query/limit-not-allowed`, `query/engine-missing` (usage),
 * `query/engine-directory-busy` (outside).
 */
export async function createEmbeddedLogClient(options: EmbeddedLogClientOptions): Promise<LogClient> {
  const settings = { ...limitSettings(options), ...formatSettings };
  const views = options.warehouse === undefined ? [] : viewsOf(resolve(options.warehouse), options.changeDirectory ?? false);
  const engine = options.engine ?? (await openEmbeddedEngine());
  const close = async (): Promise<void> => {
    if (options.engine === undefined) await engine.close();
  };
  try {
    for (const query of views) await engine.client.command({ query });
    // A session of its own: settings stay in a session of the engine, and would change what others of the process read.
    const session = engine.openSession();
    const assignments = Object.entries(settings).map(([name, value]) => `${name} = ${typeof value === 'number' ? value : `'${String(value)}'`}`);
    await session.client.command({ query: `SET ${assignments.join(', ')}` });
    await session.client.command({ query: `USE ${defaultNamespace}` });
    await session.client.command({ query: 'SET readonly = 2' });
    return new ConnectedLogClient({ client: session.client, settings: undefined, compile: {} }, async () => {
      await session.close();
      await close();
    });
  } catch (error) {
    await close();
    throw error;
  }
}

function viewsOf(warehouse: string, changeDirectory: boolean): string[] {
  const tables = warehouseTables(warehouse);
  if (tables.length === 0) throw warehouseEmpty(warehouse);
  if (relative(process.cwd(), warehouse).startsWith('..')) {
    if (!changeDirectory) throw warehouseOutsideDirectory(warehouse, process.cwd());
    process.chdir('/');
  }
  return warehouseViews(warehouse, tables);
}
