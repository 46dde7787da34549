import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type ClickHouseClient } from '@clickhouse/client';
import type * as chdb from 'chdb';
import type * as chdbConnection from 'chdb/connection';
import { engineDirectoryBusy, engineMissing } from '../errors.ts';

/** What {@link openEmbeddedEngine} takes. */
export interface EmbeddedEngineOptions {
  /**
   * Data directory of the engine. One process at a time may open it.
   * @default a new folder under the system's temporary directory, removed on close
   */
  readonly directory?: string;
}

/** One session of the engine: settings that are set in it stay in it. */
export interface EmbeddedSession {
  readonly client: ClickHouseClient;
  /** Waits for work in flight, then closes the session. The engine stays open. */
  readonly close: () => Promise<void>;
}

/** ClickHouse in this process, behind the official client. */
export interface EmbeddedEngine {
  readonly client: ClickHouseClient;
  /** Data directory that is open. */
  readonly directory: string;
  /** Another session over the same tables. Close it before the engine. */
  readonly openSession: () => EmbeddedSession;
  /** Waits for work in flight, then closes the engine; a temporary data directory is removed. */
  readonly close: () => Promise<void>;
}

async function loadChdb(): Promise<[typeof chdb, typeof chdbConnection]> {
  try {
    return await Promise.all([import('chdb'), import('chdb/connection')]);
  } catch (cause) {
    throw engineMissing(cause);
  }
}

/**
 * Starts ClickHouse in this process (npm package `chdb`, an optional peer). A process has one data directory at a time:
 * close an engine before opening another one.
 *
 * @throws LogexError `query/engine-missing` (usage) without the package or its library for this platform;
 * `query/engine-directory-busy` (outside) where another process has the directory open.
 */
export async function openEmbeddedEngine(options: EmbeddedEngineOptions = {}): Promise<EmbeddedEngine> {
  const [{ drainPending }, { createChdbConnection }] = await loadChdb();
  const temporary = options.directory === undefined ? await mkdtemp(join(tmpdir(), 'logex-engine-')) : undefined;
  const directory = options.directory ?? temporary ?? '';
  await drainPending();
  // The hook is typed for an older minor version of the client; the two are tested together.
  const connect = (): ClickHouseClient => createClient({ connection: createChdbConnection({ path: directory }) as never });
  let client: ClickHouseClient;
  try {
    client = connect();
    await client.command({ query: 'SELECT 1' });
  } catch (cause) {
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
    throw engineDirectoryBusy(directory, cause);
  }
  return {
    client,
    directory,
    openSession: () => {
      const session = connect();
      return {
        client: session,
        close: async () => {
          await drainPending();
          await session.close();
        },
      };
    },
    close: async () => {
      await drainPending();
      await client.close();
      await drainPending();
      if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
    },
  };
}
