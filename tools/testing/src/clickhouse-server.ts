import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Session } from 'chdb';
import { ClickHouseAnswer, ServerFault } from './clickhouse-answer.ts';
import { writeWithFault, type ClickHouseFault } from './clickhouse-fault.ts';
import { endsWithClient, readRequest, type ClickHouseRequest } from './clickhouse-request.ts';

/** What {@link clickHouseServer} takes. */
export interface ClickHouseServerOptions {
  /** Data directory of an engine that this process has open. */
  readonly directory: string;
  /**
   * The one account and its password.
   * @default any account is let in
   */
  readonly account?: { readonly username: string; readonly password: string };
  /**
   * Version that the server says it has.
   * @default that of the engine
   */
  readonly version?: string;
}

/** ClickHouse's HTTP interface on a loopback port. */
export interface ClickHouseServer {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** Lets something go wrong with the next queries, one fault each. Questions for the version are not counted. */
  readonly breakNext: (...faults: readonly ClickHouseFault[]) => void;
  /** Statements that the engine is at work on for some client. */
  readonly runningQueries: () => Promise<string[]>;
  /** Statements that were received, in order. */
  readonly received: readonly string[];
  /** Stops at once: connections are cut, and queries in flight are killed. */
  readonly close: () => Promise<void>;
}

interface State {
  readonly options: ClickHouseServerOptions;
  readonly openSession: () => Session;
  readonly faults: ClickHouseFault[];
  readonly received: string[];
}

const mark = 'logex-http-';

/**
 * Serves queries over HTTP in front of an engine, as a ClickHouse server does: accounts, bound parameters, settings, databases,
 * compression, rows as they come, errors before and behind rows, queries that end with their client. Each query has a session of its own.
 */
export async function clickHouseServer(options: ClickHouseServerOptions): Promise<ClickHouseServer> {
  const { Session } = await import('chdb');
  const state: State = { options, openSession: () => new Session(options.directory), faults: [], received: [] };
  const admin = state.openSession();
  const inFlight = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const served = serve(state, admin, request, response).finally(() => inFlight.delete(served));
    inFlight.add(served);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    breakNext: (...faults) => void state.faults.push(...faults),
    received: state.received,
    runningQueries: async () => {
      const result = await admin.queryAsync(`SELECT query FROM system.processes WHERE Settings['log_comment'] LIKE '${mark}%'`, { format: 'TabSeparatedRaw' });
      return result.text().split('\n').filter((line) => line !== '');
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await admin.queryAsync(`KILL QUERY WHERE Settings['log_comment'] LIKE '${mark}%' FORMAT Null`);
      await Promise.all(inFlight);
      admin.close();
    },
  };
}

async function serve(state: State, admin: Session, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let answer = new ClickHouseAnswer(response, { gzip: false, waitEnd: false, format: '', queryId: undefined });
  const comment = `${mark}${randomUUID()}`;
  try {
    if (request.url === '/ping') return void response.end('Ok.\n');
    checkAccount(state.options, request);
    const read = await readRequest(request);
    answer = new ClickHouseAnswer(response, read);
    const asksVersion = read.query.includes('version()');
    if (!asksVersion) state.received.push(read.query);
    if (endsWithClient(request)) {
      response.on('close', () => {
        if (!response.writableFinished) void admin.queryAsync(`KILL QUERY WHERE Settings['log_comment'] = '${comment}' FORMAT Null`).catch(() => undefined);
      });
    }
    const pieces = asksVersion && state.options.version !== undefined ? versionLine(state.options.version) : resultPieces(state, read, comment);
    await writeWithFault(asksVersion ? undefined : state.faults.shift(), response, answer, pieces);
  } catch (error) {
    answer.fail(faultOf(error));
  }
}

function checkAccount({ account }: ClickHouseServerOptions, { headers }: IncomingMessage): void {
  if (account === undefined) return;
  const basic = `Basic ${Buffer.from(`${account.username}:${account.password}`).toString('base64')}`;
  const named = headers['x-clickhouse-user'] === account.username && headers['x-clickhouse-key'] === account.password;
  if (headers.authorization !== basic && !named) {
    throw new ServerFault(516, 'AUTHENTICATION_FAILED', 'reader: Authentication failed: password is incorrect, or there is no user with such name.');
  }
}

async function* versionLine(version: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${JSON.stringify({ version })}\n`);
}

async function* resultPieces(state: State, { query, database, settings, parameters, format }: ClickHouseRequest, comment: string): AsyncGenerator<Uint8Array> {
  if (!/^\w+$/u.test(database)) throw new ServerFault(81, 'UNKNOWN_DATABASE', 'Database does not exist.');
  const session = state.openSession();
  try {
    await session.queryAsync(`USE ${database}`);
    const assignments = [...settings].filter(([name]) => /^\w+$/u.test(name)).map(([name, value]) => `${name} = ${quoted(value)}`);
    await session.queryAsync(`SET ${[`log_comment = '${comment}'`, ...assignments].join(', ')}`);
    if (/^\s*(?:SELECT|WITH)\b/iu.test(query) && format.includes('EachRow')) {
      let heading = 0;
      for await (const chunk of session.queryStreamBind(query, parameters, { format })) {
        yield withoutLines(chunk.raw(), heading);
        heading = headingLines[format] ?? 0;
      }
    } else {
      const result = await session.queryBindAsync(query, parameters, { format });
      yield result.bytes();
    }
  } finally {
    session.close();
  }
}

/** Lines before the rows that say what the columns are. The engine gives them with each chunk, a server once. */
const headingLines: Readonly<Record<string, number>> = { JSONCompactEachRowWithNames: 1, JSONCompactEachRowWithNamesAndTypes: 2 };

function withoutLines(bytes: Uint8Array, lines: number): Uint8Array {
  let begin = 0;
  for (let line = 0; line < lines; line += 1) begin = bytes.indexOf(10, begin) + 1;
  return bytes.subarray(begin);
}

function quoted(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** The engine's own text: `Code: 60. DB::Exception: … (UNKNOWN_TABLE)`. */
function faultOf(error: unknown): ServerFault {
  if (error instanceof ServerFault) return error;
  const text = error instanceof Error ? error.message : String(error);
  const { code = '1000', message = text, type = 'POCO_EXCEPTION' } = /Code: (?<code>\d+)\. DB::Exception: (?<message>.*) \((?<type>[A-Z_0-9]+)\)/su.exec(text)?.groups ?? {};
  return new ServerFault(Number(code), type, message);
}
