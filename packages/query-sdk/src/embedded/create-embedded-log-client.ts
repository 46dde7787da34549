import { randomUUID } from 'node:crypto';
import { relative, resolve } from 'node:path';
import { ClickHouseError, type ClickHouseSettings } from '@clickhouse/client';
import { defaultNamespace } from '@logex/log-schema';
import { warehouseEmpty, warehouseOutsideDirectory } from '../errors.ts';
import type { LogClient } from '../log-client.ts';
import { ConnectedLogClient } from '../run/connected-log-client.ts';
import type { Tier } from '../compile/compiled-query.ts';
import { formatSettings, givenLimits, limitSettings, streamSettings, type QueryLimits } from '../run/query-settings.ts';
import { translateError } from '../run/translate-error.ts';
import { WorkInFlight } from '../run/work-in-flight.ts';
import { embeddedLines } from './embedded-lines.ts';
import { EmbeddedText } from './embedded-text.ts';
import { killQueriesOf } from './kill-query.ts';
import { openEmbeddedEngine, type EmbeddedEngine, type EmbeddedSession } from './embedded-engine.ts';
import { isObjectStore, objectStoreViews, warehouseTables, warehouseViews } from './warehouse-views.ts';

/** What {@link createEmbeddedLogClient} takes. */
export interface EmbeddedLogClientOptions extends QueryLimits {
  /**
   * Folder that ingest writes: its `analytics/<table>` folders become tables. Or the address of such a folder in an object store,
   * `s3://bucket/prefix` or `https://bucket.s3.region.amazonaws.com/prefix`: tables of the schema are read there, with the credentials that the
   * environment of the process has (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, or a role).
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
  /**
   * Where tables that have a hot tier are read; see `createLogClient`.
   * @default 'cold'
   */
  readonly tier?: Tier;
  /**
   * Names of the tables that have a hot tier.
   * @default ['logs']
   */
  readonly hotTables?: readonly string[];
}

/**
 * A client of the embedded engine, over the Iceberg tables of a local warehouse. Tables that are made later
 * are seen by the next client; new rows of a table are seen by the next query.
 *
 * @throws LogexError `query/warehouse-empty`, `query/warehouse-outside-directory`, `query/limit-not-allowed`, `query/engine-missing` (usage),
 * `query/engine-directory-busy` (outside); QueryError `query/refused` (usage) where an engine that was handed over has no database `analytics`.
 */
export async function createEmbeddedLogClient(options: EmbeddedLogClientOptions): Promise<LogClient> {
  const settings = { ...limitSettings(options), ...formatSettings, log_comment: `logex-${randomUUID()}` };
  const { warehouse } = options;
  const views = warehouse === undefined || isObjectStore(warehouse) ? [] : viewsOf(resolve(warehouse), options.changeDirectory ?? false);
  const engine = options.engine ?? (await openEmbeddedEngine());
  let text: EmbeddedText | undefined;
  let controlSession: EmbeddedSession | undefined;
  const close = async (): Promise<void> => {
    await text?.close();
    await controlSession?.close();
    if (options.engine === undefined) await engine.close();
  };
  try {
    for (const query of views) await engine.client.command({ query });
    if (warehouse !== undefined && isObjectStore(warehouse)) await openObjectStore(engine, warehouse);
    const control = () => (controlSession ??= engine.openSession()).client;
    const comment = settings.log_comment;
    const statements = (limits: QueryLimits, own: string) => sessionStatements({ ...settings, ...streamSettings(limits), ...givenLimits(limits), log_comment: own });
    text = await EmbeddedText.open({ openSession: () => sessionWith(engine, settings), control, settings });
    const work = new WorkInFlight();
    const compile = { tier: options.tier ?? 'cold', ...(options.hotTables === undefined ? {} : { hotTables: options.hotTables }) };
    const connection = {
      readText: text.read.bind(text),
      streamLines: embeddedLines({ directory: engine.directory, control, statements, comment }),
      compile, retries: 0, ready: async () => undefined, work,
    };
    return new ConnectedLogClient(connection, async () => {
      work.close();
      await killQueriesOf(control(), comment);
      await close();
    });
  } catch (error) {
    await close();
    throw error;
  }
}

/** A session of its own: settings stay in a session of the engine, and would change what others of the process read. */
async function sessionWith(engine: EmbeddedEngine, settings: ClickHouseSettings): Promise<EmbeddedSession> {
  const session = engine.openSession();
  try {
    for (const query of sessionStatements(settings)) await session.client.command({ query });
    return session;
  } catch (error) {
    await session.close();
    throw translateError(error, {});
  }
}

/** Settings stay in a session of the engine; the last one makes it read-only. */
function sessionStatements(settings: ClickHouseSettings): string[] {
  const assignments = Object.entries(settings).map(([name, value]) => `${name} = ${typeof value === 'number' ? value : `'${String(value)}'`}`);
  return [`SET ${assignments.join(', ')}`, `USE ${defaultNamespace}`, 'SET readonly = 2'];
}

/** Makes a view of each table that is there. */
async function openObjectStore(engine: EmbeddedEngine, warehouse: string): Promise<void> {
  await engine.client.command({ query: `CREATE DATABASE IF NOT EXISTS ${defaultNamespace}` });
  let opened = 0;
  for (const query of objectStoreViews(warehouse)) {
    opened += await engine.client.command({ query }).then(
      () => 1,
      (error: unknown) => (error instanceof ClickHouseError && error.type === 'FILE_DOESNT_EXIST' ? 0 : Promise.reject(error)),
    );
  }
  if (opened === 0) throw warehouseEmpty(warehouse);
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
