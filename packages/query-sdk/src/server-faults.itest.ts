import { clickHouseServer, type ClickHouseServer } from '@logex/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLogClient, type LogClientOptions } from './create-log-client.ts';
import { openEmbeddedEngine, type EmbeddedEngine } from './embedded/embedded-engine.ts';
import type { LogClient } from './log-client.ts';
import { sql } from './sql.ts';

let engine: EmbeddedEngine;
let server: ClickHouseServer;
let options: LogClientOptions;
let client: LogClient;

beforeAll(async () => {
  engine = await openEmbeddedEngine();
  server = await clickHouseServer({ directory: engine.directory });
  options = { url: server.url, database: 'default', maxReadRows: 1e15, maxReadBytes: 1e18 };
  client = createLogClient(options);
});

beforeEach(async () => {
  await client.execute(one);
});

afterAll(async () => {
  await client.close();
  await server.close();
  await engine.close();
});

const one = sql<{ n: number }>`SELECT 1 AS n`;
const many = sql<{ number: bigint }>`SELECT number FROM numbers(300000)`;
const endless = sql`SELECT sum(number) FROM numbers(100000000000000)`;

async function countRows(reading: AsyncIterable<unknown>): Promise<{ rows: number; error: unknown }> {
  let rows = 0;
  try {
    for await (const _ of reading) rows += 1;
    return { rows, error: undefined };
  } catch (error) {
    return { rows, error };
  }
}

describe('tries again where it is safe', () => {
  test('after a connection that was cut before an answer', async () => {
    server.breakNext('drop', 'drop');
    expect(await client.execute(one)).toEqual([{ n: 1 }]);
  });

  test('after a connection that was cut in the middle of a whole result', async () => {
    server.breakNext('drop-midway');
    expect(await client.execute(many)).toHaveLength(300_000);
  });

  test('when the server was too busy to begin', async () => {
    server.breakNext('busy');
    expect(await client.execute(one)).toEqual([{ n: 1 }]);
  });

  test('a stream, as long as no row of it was handed on', async () => {
    server.breakNext('drop');
    expect(await countRows(client.stream(many))).toEqual({ rows: 300_000, error: undefined });
  });

  test('fails when the connection stays away', async () => {
    server.breakNext('drop', 'drop', 'drop');
    await expect(client.execute(one)).rejects.toMatchObject({ code: 'query/connection' });
  });

  test('fails when a stream dies in the middle, and repeats no row', async () => {
    server.breakNext('drop-midway');
    const { rows, error } = await countRows(client.stream(many));

    expect(error).toMatchObject({ code: 'query/connection', fault: 'connection' });
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThan(300_000);
  });

  test('fails when the server reports an error in the middle, once', async () => {
    server.breakNext('error-midway');
    const before = server.received.length;

    await expect(client.execute(many)).rejects.toMatchObject({ code: 'query/limit', serverType: 'MEMORY_LIMIT_EXCEEDED' });
    server.breakNext('error-midway');
    expect((await countRows(client.stream(many))).error).toMatchObject({ code: 'query/limit', serverType: 'MEMORY_LIMIT_EXCEEDED' });
    expect(server.received.length - before).toBe(2);
  });
});

describe('gives up', () => {
  test('fails when no answer comes in time', async () => {
    await using hasty = createLogClient({ ...options, requestTimeoutMs: 300 });
    await hasty.execute(one);
    server.breakNext('stall');

    await expect(hasty.execute(one)).rejects.toMatchObject({ code: 'query/timeout' });
  });

  test('not on an answer that is slow', async () => {
    server.breakNext('slow');
    expect(await client.execute(many)).toHaveLength(300_000);
  });

  test('by a signal, and the server stops the query', async () => {
    const stop = new AbortController();
    const failure = client.execute(endless, { signal: stop.signal }).catch((error: unknown) => error);
    await vi.waitFor(async () => expect(await server.runningQueries()).not.toEqual([]), { timeout: 5000 });
    stop.abort();

    expect(await failure).toMatchObject({ code: 'query/aborted' });
    await vi.waitFor(async () => expect(await server.runningQueries()).toEqual([]), { timeout: 5000 });
  });

  test('by leaving the loop over a stream, and the server stops the query', async () => {
    for await (const _ of client.stream(sql`SELECT number FROM numbers(100000000000)`)) break;

    await vi.waitFor(async () => expect(await server.runningQueries()).toEqual([]), { timeout: 5000 });
  });

  test('when it is closed with work in flight, and the server stops the query', async () => {
    const other = createLogClient(options);
    const failure = other.execute(endless).catch((error: unknown) => error);
    await vi.waitFor(async () => expect(await server.runningQueries()).not.toEqual([]), { timeout: 5000 });
    await other.close();

    expect(await failure).toMatchObject({ code: 'query/closed', kind: 'usage' });
    await vi.waitFor(async () => expect(await server.runningQueries()).toEqual([]), { timeout: 5000 });
    await expect(other.execute(one)).rejects.toMatchObject({ code: 'query/closed' });
  });
});

test('reads a large result in constant memory', async () => {
  const before = process.memoryUsage().heapUsed;
  let largest = 0;
  let rows = 0;
  for await (const _ of client.stream(sql`SELECT number, toString(number) AS text FROM numbers(2000000)`)) {
    rows += 1;
    if (rows % 100_000 === 0) largest = Math.max(largest, process.memoryUsage().heapUsed - before);
  }
  expect(rows).toBe(2_000_000);
  expect(largest / 1e6).toBeLessThan(200);
});

describe('knows the version of the server', () => {
  const versions = async (version: string, choice: Partial<LogClientOptions>): Promise<unknown> => {
    const old = await clickHouseServer({ directory: engine.directory, version });
    const other = createLogClient({ ...options, url: old.url, ...choice });
    const answer = await other.execute(one).catch((error: unknown) => error);
    await other.close();
    await old.close();
    return answer;
  };

  test('fails when it is older than the client is made for', async () => {
    expect(await versions('23.8.16.40', {})).toMatchObject({ code: 'query/server-too-old', kind: 'usage', message: expect.stringContaining('23.8') as string, hint: expect.stringContaining("version: '23.8'") as string });
    expect(await versions('25.12.1.1', {})).toMatchObject({ code: 'query/server-too-old' });
    expect(await versions('23.3.1.1', { version: '23.8', tier: 'hot' })).toMatchObject({ code: 'query/server-too-old' });
  });

  test('reads hot tables of 23.8', async () => {
    expect(await versions('23.8.16.40', { version: '23.8', tier: 'hot' })).toEqual([{ n: 1 }]);
  });
});

test('waits a moment longer before each further try', async () => {
  server.breakNext('drop', 'drop');
  const begun = performance.now();
  await client.execute(one);

  expect(performance.now() - begun).toBeGreaterThan(290);
});
