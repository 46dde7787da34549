import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLogServer, type LogServer } from './__fixtures__/log-server.ts';
import { createLogClient } from './create-log-client.ts';
import type { LogClient } from './log-client.ts';
import { sql } from './sql.ts';

// Runs against any server: set LOGEX_CLICKHOUSE_URL, LOGEX_CLICKHOUSE_USER and LOGEX_CLICKHOUSE_PASSWORD.
let server: LogServer;
let client: LogClient;

beforeAll(async () => {
  server = await openLogServer();
  client = createLogClient(server.options);
});

afterAll(async () => {
  await client.close();
  await server.close();
});

test('answers over HTTP as the embedded client does', async () => {
  expect(await client.ask('top-ips', { limit: 1 })).toEqual([
    { ip_address: '10.0.0.1', request_count: 2, failed_count: 1, bytes_sent: 9223372036854775100n },
  ]);
  expect(await client.ask('latest', { limit: 1 })).toMatchObject([{ timestamp: '2025-08-25T08:30:00.000001Z' }]);
});

test.each([false, true])('streams over HTTP, compression: %s', async (compression) => {
  await using other = createLogClient({ ...server.options, compression });
  const lines: bigint[] = [];
  for await (const { ingest_line } of other.from('logs').allTime().select('ingest_line').orderBy('ingest_line').stream()) lines.push(ingest_line);

  expect(lines).toHaveLength(12);
  expect((await other.execute(sql`SELECT repeat('a', 100000) AS long_text`))[0]).toEqual({ long_text: 'a'.repeat(100_000) });
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

test('sends its limits, and the format, as settings, and is read-only', async () => {
  await using other = createLogClient({ ...server.options, maxExecutionSeconds: 7, maxResultRows: 8, maxResultBytes: 9000, maxMemoryBytes: 1e9, maxReadRows: 11_000_000, maxReadBytes: 12e9 });
  const names = ['max_execution_time', 'max_result_rows', 'max_result_bytes', 'max_memory_usage', 'max_rows_to_read', 'max_bytes_to_read', 'readonly', 'session_timezone'];
  const rows = await other.execute(sql<{ name: string; value: string }>`SELECT name, value FROM system.settings WHERE name IN ${names}`);

  expect(Object.fromEntries(rows.map(({ name, value }) => [name, value]))).toEqual({
    max_execution_time: '7', max_result_rows: '8', max_result_bytes: '9000', max_memory_usage: '1000000000', max_rows_to_read: '11000000',
    max_bytes_to_read: '12000000000', readonly: '2', session_timezone: 'UTC',
  });
});

test('streams more rows than a result may have, with limits of the run', async () => {
  await using narrow = createLogClient({ ...server.options, maxResultRows: 5 });
  let rows = 0;
  for await (const _ of narrow.stream(sql`SELECT number FROM numbers(20000)`)) rows += 1;

  expect(rows).toBe(20_000);
  await expect(narrow.execute(sql`SELECT number FROM numbers(20000)`)).rejects.toMatchObject({ fault: 'limit' });
  expect(await narrow.execute(sql`SELECT number FROM numbers(20000)`, { limits: { maxResultRows: 20_000 } })).toHaveLength(20_000);
});

test('explains what a query would read', async () => {
  const plan = await client.from('logs').timeRange({ from: '2025-08-01', to: '2025-08-20' }).select('message').explain();

  expect(plan).toMatchObject({ rows: 2, partitions: [{ day: '2025-08-01', relation: 'logs', rows: 1, files: 1 }, { day: '2025-08-18', rows: 1 }] });
  expect(plan.bytes).toBeGreaterThan(0);
  expect(plan.sql).toContain('partition_date >= {p3:Date32}');
  expect((await client.explain(sql`SELECT 1`)).partitions).toBeUndefined();
});

describe('tells errors apart, without values', () => {
  const secret = 'secret-value';

  test('fails when the password is wrong', async () => {
    await using other = createLogClient({ ...server.options, password: secret });
    const error = await other.from('logs').allTime().select('level').execute().catch((caught: unknown) => caught);

    expect(error).toMatchObject({ code: 'query/connection', fault: 'connection', serverCode: 516 });
    expect(JSON.stringify(error) + String(error)).not.toContain(secret);
  });

  test('fails when a table does not exist', async () => {
    await expect(client.from('top_ips').allTime().select('ip_address').where('ip_address', '=', secret).execute()).rejects.toMatchObject({
      code: 'query/refused', kind: 'usage', fault: 'usage', serverType: 'UNKNOWN_TABLE', message: expect.stringMatching(/^(?!.*secret).*top_ips/u) as string,
    });
  });

  test('fails when a table lacks a column, since it was made by another version of the schema', async () => {
    const { database } = server.options;
    await server.command(`CREATE TABLE ${database}.logs_rejected (reason String, partition_date Date32) ENGINE = MergeTree ORDER BY reason`);

    await expect(client.from('logs_rejected').allTime().select('detail').execute()).rejects.toMatchObject({
      code: 'query/refused', serverType: 'UNKNOWN_IDENTIFIER', hint: expect.stringContaining('migrate') as string,
    });
  });

  test('fails when the server writes a value into its message', async () => {
    const error = await client.execute(sql`SELECT toInt32(${secret})`).catch((caught: unknown) => caught);

    expect(error).toMatchObject({ code: 'query/server', kind: 'outside', serverType: 'CANNOT_PARSE_TEXT' });
    expect(error).not.toHaveProperty('cause');
    expect(String(error)).not.toContain(secret);
  });

  test('fails when a result has more rows than the limit, and gives none of them', async () => {
    await using narrow = createLogClient({ ...server.options, maxResultRows: 5 });
    await expect(narrow.from('logs').allTime().select('level').execute()).rejects.toMatchObject({ code: 'query/limit', fault: 'limit', kind: 'outside' });
  });

  test('fails when a query reads more than the limit', async () => {
    await using narrow = createLogClient({ ...server.options, maxReadRows: 1000 });
    await expect(narrow.execute(sql`SELECT sum(number) FROM numbers(1000000)`)).rejects.toMatchObject({ code: 'query/limit', serverType: 'TOO_MANY_ROWS' });
  });

  test('fails when a query takes too long on the server', async () => {
    await using hasty = createLogClient({ ...server.options, maxExecutionSeconds: 0.2, maxReadRows: 1e12, maxReadBytes: 1e13 });
    await expect(hasty.execute(sql`SELECT sum(number) FROM numbers(100000000000)`)).rejects.toMatchObject({
      code: 'query/timeout', fault: 'timeout', retry: true,
    });
  });

  test('fails when a query would write', async () => {
    await expect(client.execute(sql`CREATE TABLE x (a UInt8) ENGINE = Memory`)).rejects.toMatchObject({
      code: 'query/refused', serverType: 'READONLY',
    });
  });

  test('fails when an error comes behind rows, after handing them on', async () => {
    let rows = 0;
    const reading = async (): Promise<void> => {
      for await (const _ of client.stream(sql`SELECT throwIf(number = 400000) AS n, repeat('x', 100) AS x FROM numbers(600000) SETTINGS max_block_size = 1000`)) rows += 1;
    };

    await expect(reading()).rejects.toMatchObject({ code: 'query/server', serverType: 'FUNCTION_THROW_IF_VALUE_IS_NON_ZERO' });
    expect(rows).toBeGreaterThan(0);
  });

  test('fails when a query has no range of time, though its type was got around', async () => {
    await expect(client.execute(client.from('logs').select('level') as never)).rejects.toMatchObject({ code: 'query/range-missing', kind: 'usage' });
  });

  test('fails when nobody listens, or nobody answers, or the caller gives up', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    await using patient = createLogClient({ url: `http://127.0.0.1:${port}`, requestTimeoutMs: 100, retries: 0 });
    const aborted = AbortSignal.abort();

    await expect(patient.from('logs').allTime().select('level').execute()).rejects.toMatchObject({ code: 'query/timeout', fault: 'timeout' });
    await expect(client.from('logs').allTime().select('level').execute({ signal: aborted })).rejects.toMatchObject({ code: 'query/aborted' });
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
    await expect(patient.from('logs').allTime().select('level').execute()).rejects.toMatchObject({
      code: 'query/connection', fault: 'connection', retry: true, message: expect.stringContaining('ECONNREFUSED') as string,
    });
  });
});
