import { resolve } from 'node:path';
import { createLogClient, type LogClient } from '@logex/query-sdk';
import { createEmbeddedLogClient } from '@logex/query-sdk/embedded';

/**
 * The client of an example: of the server that `CLICKHOUSE_URL` names, as `CLICKHOUSE_USER` with `CLICKHOUSE_PASSWORD`; else of a warehouse,
 * a folder that ingest has filled.
 */
export function openClient(warehouse = '.logex-demo'): Promise<LogClient> {
  const { CLICKHOUSE_URL: url, CLICKHOUSE_USER: username = 'default', CLICKHOUSE_PASSWORD: password = '' } = process.env;
  if (url !== undefined) return Promise.resolve(createLogClient({ url, username, password }));
  return createEmbeddedLogClient({ warehouse: resolve(warehouse), changeDirectory: true });
}
