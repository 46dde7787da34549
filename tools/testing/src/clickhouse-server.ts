import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClickHouseClient } from '@clickhouse/client';
import { readParameter } from './clickhouse-parameter.ts';

/** What {@link clickHouseServer} takes. */
export interface ClickHouseServerOptions {
  /**
   * The one account and its password.
   * @default any account is let in
   */
  readonly account?: { readonly username: string; readonly password: string };
}

/** ClickHouse's HTTP interface on a loopback port. */
export interface ClickHouseServer {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** Stops at once; open connections are cut. */
  readonly close: () => Promise<void>;
}

/** Parts of the address that are not settings. Source: ClickHouse documentation, "HTTP Interface". */
const notSettings = new Set(['query', 'database', 'query_id', 'session_id', 'default_format', 'enable_http_compression', 'role']);

/**
 * Serves queries over HTTP in front of an engine: text and bound parameters, settings, database, account, errors.
 * Settings stay in the session of `client`: give it one of its own. Queries run one after the other.
 */
export async function clickHouseServer(client: ClickHouseClient, options: ClickHouseServerOptions = {}): Promise<ClickHouseServer> {
  let last: Promise<void> = Promise.resolve();
  const session: Session = { client, applied: new Map() };
  const server = createServer((request, response) => {
    last = last.then(() => answer(session, options, request, response)).catch((error: unknown) => sendError(response, error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A session of the engine, and what was set in it by the request before. */
interface Session {
  readonly client: ClickHouseClient;
  applied: ReadonlyMap<string, string>;
}

/** Brings the session to the settings of a request: only what differs is set, so that a request costs little. */
async function applySettings(session: Session, settings: ReadonlyMap<string, string>): Promise<void> {
  for (const name of session.applied.keys()) {
    if (!settings.has(name)) await session.client.command({ query: `SET ${name} = DEFAULT` });
  }
  const changed = [...settings].filter(([name, value]) => session.applied.get(name) !== value);
  session.applied = settings;
  if (changed.length > 0) await session.client.command({ query: 'SELECT 1', clickhouse_settings: Object.fromEntries(changed) });
}

async function answer(
  session: Session,
  { account }: ClickHouseServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const expected = account && `Basic ${Buffer.from(`${account.username}:${account.password}`).toString('base64')}`;
  if (expected !== undefined && request.headers.authorization !== expected) {
    throw Object.assign(new Error('default: Authentication failed: password is incorrect'), { code: '516', type: 'AUTHENTICATION_FAILED' });
  }
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const query = searchParams.get('query') ?? (await bodyOf(request));
  const settings = new Map<string, string>();
  const parameters: Record<string, unknown> = {};
  for (const [name, value] of searchParams) {
    const parameter = /^param_(\w+)$/u.exec(name)?.[1];
    if (parameter !== undefined) parameters[parameter] = readParameter(typeOf(query, parameter), value);
    else if (!notSettings.has(name)) settings.set(name, value);
  }
  await applySettings(session, settings);
  const database = searchParams.get('database') ?? 'default';
  if (!/^\w+$/u.test(database)) throw Object.assign(new Error('Database does not exist'), { code: '81', type: 'UNKNOWN_DATABASE' });
  await session.client.command({ query: `USE ${database}` });
  const { stream } = await session.client.exec({ query, query_params: parameters });
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  response.writeHead(200, { 'content-type': 'application/x-ndjson' }).end(Buffer.concat(chunks));
}

/** Type that the placeholder of a parameter names. */
function typeOf(query: string, parameter: string): string {
  return query.split(`{${parameter}:`)[1] ?? '';
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function sendError(response: ServerResponse, error: unknown): void {
  const { message, code = '1000', type = 'POCO_EXCEPTION' } = error as { message: string; code?: string; type?: string };
  response
    .writeHead(code === '516' ? 403 : 500, { 'x-clickhouse-exception-code': code })
    .end(`Code: ${code}. DB::Exception: ${message}. (${type}) (version 26.7.1.1)\n`);
}
