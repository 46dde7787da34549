import { randomUUID } from 'node:crypto';
import { createClient } from '@clickhouse/client';
import { clickHouseServer, type ClickHouseServer } from '@logex/testing';
import type { LogClientOptions } from '../create-log-client.ts';
import { openEmbeddedEngine } from '../embedded/embedded-engine.ts';
import { logRows } from './log-rows.ts';
import { logColumns } from './log-table.ts';

/** A server with a database whose table `logs` holds the known rows. */
export interface LogServer {
  /** How a log client reaches it. */
  readonly options: LogClientOptions & { readonly username: string; readonly password: string; readonly database: string };
  /** Runs a statement that writes. */
  readonly command: (query: string) => Promise<void>;
  readonly insert: (table: string, rows: readonly object[]) => Promise<void>;
  /** Where the server runs in this process: what can go wrong with it. */
  readonly local: ClickHouseServer | undefined;
  readonly close: () => Promise<void>;
}

/**
 * The server that `LOGEX_CLICKHOUSE_URL` names, as the user of `LOGEX_CLICKHOUSE_USER` and `LOGEX_CLICKHOUSE_PASSWORD`; without it one in this
 * process. The tests have a database of their own there, which is dropped at the end.
 */
export async function openLogServer(): Promise<LogServer> {
  const { LOGEX_CLICKHOUSE_URL: url, LOGEX_CLICKHOUSE_USER: username = 'default', LOGEX_CLICKHOUSE_PASSWORD: password = '' } = process.env;
  if (url !== undefined) return filledServer({ url, username, password }, undefined, async () => undefined);
  const engine = await openEmbeddedEngine();
  const account = { username: 'reader', password: 'pass word:1' };
  const local = await clickHouseServer({ directory: engine.directory, account });
  return filledServer({ url: local.url, ...account }, local, async () => {
    await local.close();
    await engine.close();
  });
}

async function filledServer(
  server: { readonly url: string; readonly username: string; readonly password: string }, local: ClickHouseServer | undefined, closeServer: () => Promise<void>,
): Promise<LogServer> {
  const database = `logex_test_${randomUUID().replaceAll('-', '')}`;
  const admin = createClient(server);
  const command = async (query: string): Promise<void> => {
    await admin.command({ query });
  };
  const insert = async (table: string, rows: readonly object[]): Promise<void> => {
    await admin.insert({ table: `${database}.${table}`, values: [...rows], format: 'JSONEachRow' });
  };
  await command(`CREATE DATABASE ${database}`);
  await command(`CREATE TABLE ${database}.logs (${logColumns}) ENGINE = MergeTree PARTITION BY partition_date ORDER BY timestamp`);
  await insert('logs', logRows);
  return {
    options: { ...server, database }, command, insert, local,
    close: async () => {
      await command(`DROP DATABASE IF EXISTS ${database} SYNC`);
      await admin.close();
      await closeServer();
    },
  };
}
