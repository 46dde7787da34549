import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { readParameter } from './clickhouse-parameter.ts';

/** A request to ClickHouse's HTTP interface, read. Source: ClickHouse documentation, "HTTP Interface". */
export interface ClickHouseRequest {
  /** Statement, with the rows behind it where it inserts. */
  readonly query: string;
  readonly queryId: string | undefined;
  readonly database: string;
  readonly format: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly settings: ReadonlyMap<string, string>;
  /** Whether the answer may be compressed. */
  readonly gzip: boolean;
  /** Whether nothing may be sent before the query has ended. */
  readonly waitEnd: boolean;
}

/** Parts of the address that are not settings of the engine. */
const notSettings = new Set([
  'query', 'database', 'query_id', 'session_id', 'session_timeout', 'default_format', 'enable_http_compression', 'role', 'wait_end_of_query',
  'buffer_size', 'user', 'password', 'send_progress_in_http_headers', 'http_headers_progress_interval_ms', 'cancel_http_readonly_queries_on_client_close',
]);

/** Reads the address and the body of a request. */
export async function readRequest(request: IncomingMessage): Promise<ClickHouseRequest> {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const body = await bodyOf(request);
  const query = [searchParams.get('query'), body].filter((part) => part !== null && part !== '').join('\n');
  const settings = new Map<string, string>();
  const parameters: Record<string, unknown> = {};
  for (const [name, value] of searchParams) {
    const parameter = /^param_(\w+)$/u.exec(name)?.[1];
    if (parameter !== undefined) parameters[parameter] = readParameter(typeOf(query, parameter), value);
    else if (!notSettings.has(name)) settings.set(name, value);
  }
  const format = /\sFORMAT\s+(\w+)\s*;?\s*$/iu.exec(query)?.[1] ?? searchParams.get('default_format') ?? 'TabSeparated';
  return {
    query: query.replace(/\sFORMAT\s+\w+\s*;?\s*$/iu, ''),
    queryId: searchParams.get('query_id') ?? undefined,
    database: searchParams.get('database') ?? 'default',
    format,
    parameters,
    settings,
    gzip: searchParams.get('enable_http_compression') === '1' && (request.headers['accept-encoding'] ?? '').includes('gzip'),
    waitEnd: searchParams.get('wait_end_of_query') === '1',
  };
}

/** Whether the query of a request ends when its client goes away. */
export function endsWithClient(request: IncomingMessage): boolean {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  return searchParams.get('cancel_http_readonly_queries_on_client_close') === '1' && Number(searchParams.get('readonly') ?? 0) > 0;
}

/** Type that the placeholder of a parameter names. */
function typeOf(query: string, parameter: string): string {
  return query.split(`{${parameter}:`)[1] ?? '';
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  return (request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8');
}
