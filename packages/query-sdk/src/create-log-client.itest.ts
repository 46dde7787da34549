import { createServer, type AddressInfo, type Socket } from 'node:net';
import { clickHouseServer, type ClickHouseServer } from '@logex/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineWithLogs } from './__fixtures__/log-table.ts';
import { createLogClient } from './create-log-client.ts';
import type { EmbeddedEngine, EmbeddedSession } from './embedded/embedded-engine.ts';
import type { LogClient } from './log-client.ts';
import { sql } from './sql.ts';

const account = { username: 'reader', password: 'pass word:1' };

let engine: EmbeddedEngine;
let session: EmbeddedSession;
let server: ClickHouseServer;
let client: LogClient;

beforeAll(async () => {
  engine = await engineWithLogs();
  session = engine.openSession();
  server = await clickHouseServer(session.client, { account });
  client = createLogClient({ url: server.url, ...account });
});

afterAll(async () => {
  await client.close();
  await server.close();
  await session.close();
  await engine.close();
});

test('answers over HTTP as the embedded client does', async () => {
  expect(await client.ask('top-ips', { limit: 1 })).toEqual([
    { ip_address: '10.0.0.1', request_count: 2, failed_count: 1, bytes_sent: 9223372036854775100n },
  ]);
  expect(await client.ask('latest', { limit: 1 })).toMatchObject([{ timestamp: '2025-08-25T08:30:00.000001Z' }]);
});

test('streams over HTTP', async () => {
  const lines: bigint[] = [];
  for await (const { ingest_line } of client.from('logs').select('ingest_line').orderBy('ingest_line').stream()) lines.push(ingest_line);

  expect(lines).toHaveLength(12);
});

test('hands over hostile text as it is', async () => {
  const texts = ["' OR 1=1 --", '\\N', 'a\tb\nc\\', '{p1:String}', '[1]', '?&=#%20+', 'Größe 😀'];
  for (const text of texts) {
    expect(await client.first(sql<{ one: string; list: string[] }>`SELECT ${text} AS one, ${[text]} AS list`)).toEqual({ one: text, list: [text] });
  }
});

test('uses the unqualified database for SQL of the user\'s own', async () => {
  expect(await client.execute(sql`SELECT count() AS n FROM logs`)).toEqual([{ n: 12n }]);
});

describe('tells errors apart, without values', () => {
  const secret = 'secret-value';

  test('fails when the password is wrong', async () => {
    await using other = createLogClient({ url: server.url, ...account, password: secret });
    const error = await other.from('logs').select('level').execute().catch((caught: unknown) => caught);

    expect(error).toMatchObject({ code: 'query/connection', fault: 'connection', serverCode: 516 });
    expect(JSON.stringify(error) + String(error)).not.toContain(secret);
  });

  test('fails when a table does not exist', async () => {
    await expect(client.from('top_ips').select('ip_address').where('ip_address', '=', secret).execute()).rejects.toMatchObject({
      code: 'query/refused', kind: 'usage', fault: 'usage', serverType: 'UNKNOWN_TABLE', message: expect.stringMatching(/^(?!.*secret).*top_ips/u) as string,
    });
  });

  test('fails when the server writes a value into its message', async () => {
    const error = await client.execute(sql`SELECT toInt32(${secret})`).catch((caught: unknown) => caught);

    expect(error).toMatchObject({ code: 'query/server', kind: 'outside', serverType: 'CANNOT_PARSE_TEXT' });
    expect(error).not.toHaveProperty('cause');
    expect(String(error)).not.toContain(secret);
  });

  test('fails when a result has more rows than the limit, and gives none of them', async () => {
    await using narrow = createLogClient({ url: server.url, ...account, maxResultRows: 5 });
    await expect(narrow.from('logs').select('level').execute()).rejects.toMatchObject({ code: 'query/limit', fault: 'limit', kind: 'outside' });
  });

  test('fails when a query takes too long on the server', async () => {
    await using hasty = createLogClient({ url: server.url, ...account, maxExecutionSeconds: 0.2 });
    await expect(hasty.execute(sql`SELECT sum(number) FROM numbers(100000000000)`)).rejects.toMatchObject({
      code: 'query/timeout', fault: 'timeout', retry: true,
    });
  });

  test('fails when a query would write', async () => {
    await expect(client.execute(sql`CREATE TABLE analytics.x (a UInt8) ENGINE = Memory`)).rejects.toMatchObject({
      code: 'query/refused', serverType: 'READONLY',
    });
  });

  test('fails when nobody listens, or nobody answers, or the caller gives up', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    await using patient = createLogClient({ url: `http://127.0.0.1:${port}`, requestTimeoutMs: 100 });
    const aborted = AbortSignal.abort();

    await expect(patient.from('logs').select('level').execute()).rejects.toMatchObject({ code: 'query/timeout', fault: 'timeout' });
    await expect(client.from('logs').select('level').execute({ signal: aborted })).rejects.toMatchObject({ code: 'query/aborted' });
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
    await expect(patient.from('logs').select('level').execute()).rejects.toMatchObject({
      code: 'query/connection', fault: 'connection', retry: true, message: expect.stringContaining('ECONNREFUSED') as string,
    });
  });
});

test.each([
  ['the url is none', { url: 'nope' }, 'query/url-not-allowed'],
  ['the url is not one of HTTP', { url: 'tcp://localhost:9000' }, 'query/url-not-allowed'],
  ['the url holds a password', { url: 'http://a:secret@localhost' }, 'query/url-not-allowed'],
  ['a limit is zero', { url: 'http://localhost', maxResultRows: 0 }, 'query/limit-not-allowed'],
  ['a timeout is no number', { url: 'http://localhost', requestTimeoutMs: Number.NaN }, 'query/limit-not-allowed'],
])('fails when %s', (_, options, code) => {
  expect(() => createLogClient(options)).toThrow(expect.objectContaining({ code, kind: 'usage', message: expect.not.stringContaining('secret') as string }) as Error);
});
