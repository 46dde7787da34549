import { createClient, type ClickHouseClient, type ClickHouseSettings } from '@clickhouse/client';
import { defaultNamespace } from '@logex/log-schema';
import { limitNotAllowed, urlNotAllowed } from './errors.ts';
import type { Tier } from './compile/compiled-query.ts';
import type { LogClient } from './log-client.ts';
import { ConnectedLogClient } from './run/connected-log-client.ts';
import { formatSettings, limitSettings, type QueryLimits } from './run/query-settings.ts';
import { remoteLines, remoteText } from './run/remote-results.ts';
import { WorkInFlight } from './run/work-in-flight.ts';
import { checkTierInVersion, versionCheck, type ServerVersion } from './run/server-version.ts';

/** What {@link createLogClient} takes. */
export interface LogClientOptions extends QueryLimits {
  /** Address of the server's HTTP interface: `https://clickhouse.example.com:8443`. No credentials in it. */
  readonly url: string;
  /**
   * Account. It needs SELECT, and `readonly = 2` or none, since limits and formats are sent with each query.
   * @default 'default'
   */
  readonly username?: string;
  /**
   * Its password.
   * @default none
   */
  readonly password?: string;
  /**
   * Database that holds the tables.
   * @default 'analytics'
   */
  readonly database?: string;
  /**
   * Milliseconds without an answer after which a query is given up.
   * @default 90_000, longer than `maxExecutionSeconds`, so that the server ends a query first
   */
  readonly requestTimeoutMs?: number;
  /**
   * Whether results travel compressed: worth it over a slow network, a cost over a fast one.
   * @default false
   */
  readonly compression?: boolean;
  /**
   * How often a query that found no connection is sent again, after 100, 200, 400, … milliseconds. Every query only reads.
   * @default 2
   */
  readonly retries?: number;
  /**
   * Where tables that have a hot tier are read: the Iceberg table (`cold`), the newest days (`hot`), or both, each row once (`spanning`).
   * @default 'cold'
   */
  readonly tier?: Tier;
  /**
   * Names of the tables that have a hot tier.
   * @default ['logs']
   */
  readonly hotTables?: readonly string[];
  /**
   * Version of ClickHouse that the client is for: `current` (26.3 and later), or `23.8`, which reads hot tables only. The server is asked
   * once, before the first query.
   * @default 'current'
   */
  readonly version?: ServerVersion;
  /**
   * More settings to send with each query. They win over the ones that the limits give.
   * @default none
   */
  readonly settings?: ClickHouseSettings;
}

/**
 * A client of a ClickHouse server. Connects with the first query; every query is sent as read-only.
 *
 * @throws LogexError `query/url-not-allowed`, `query/limit-not-allowed`, `query/not-in-version` (usage).
 */
export function createLogClient(options: LogClientOptions): LogClient {
  const { database = defaultNamespace, username = 'default', password = '', requestTimeoutMs = 90_000, retries = 2, tier = 'cold', version = 'current' } = options;
  if (!(requestTimeoutMs > 0)) throw limitNotAllowed('requestTimeoutMs', requestTimeoutMs);
  if (!Number.isSafeInteger(retries) || retries < 0) throw limitNotAllowed('retries', retries);
  checkTierInVersion(version, tier);
  const client: ClickHouseClient = createClient({
    url: checkedUrl(options.url),
    username,
    password,
    database,
    request_timeout: requestTimeoutMs,
    application: 'logex-query-sdk',
    compression: { response: options.compression ?? false },
    log: { level: 127 },
  });
  const settings = { ...limitSettings(options), readonly: '2' as const, cancel_http_readonly_queries_on_client_close: 1 as const, ...options.settings, ...formatSettings };
  const work = new WorkInFlight();
  const compile = { database, tier, ...(options.hotTables === undefined ? {} : { hotTables: options.hotTables }) };
  const connection = { readText: remoteText(client, settings), compile, retries, streamLines: remoteLines(client, settings), ready: versionCheck(client, version), work };
  return new ConnectedLogClient(connection, async () => {
    work.close();
    await client.close();
  });
}

function checkedUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') throw urlNotAllowed();
  return url;
}
