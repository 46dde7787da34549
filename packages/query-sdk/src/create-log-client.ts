import { createClient, type ClickHouseClient, type ClickHouseSettings } from '@clickhouse/client';
import { defaultNamespace } from '@logex/log-schema';
import { limitNotAllowed, urlNotAllowed } from './errors.ts';
import type { LogClient } from './log-client.ts';
import { ConnectedLogClient } from './run/connected-log-client.ts';
import { formatSettings, limitSettings, type QueryLimits } from './run/query-settings.ts';

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
   * More settings to send with each query. They win over the ones that the limits give.
   * @default none
   */
  readonly settings?: ClickHouseSettings;
}

/**
 * A client of a ClickHouse server. Connects with the first query; every query is sent as read-only.
 *
 * @throws LogexError `query/url-not-allowed`, `query/limit-not-allowed` (usage).
 */
export function createLogClient(options: LogClientOptions): LogClient {
  const { database = defaultNamespace, username = 'default', password = '', requestTimeoutMs = 90_000 } = options;
  if (!(requestTimeoutMs > 0)) throw limitNotAllowed('requestTimeoutMs', requestTimeoutMs);
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
  const settings = { ...limitSettings(options), readonly: '2' as const, ...options.settings, ...formatSettings };
  return new ConnectedLogClient({ client, settings, compile: { database } }, () => client.close());
}

function checkedUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') throw urlNotAllowed();
  return url;
}
