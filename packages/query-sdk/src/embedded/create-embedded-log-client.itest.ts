import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@logex/testing';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { logColumns } from '../__fixtures__/log-table.ts';
import { sql } from '../sql.ts';
import { createEmbeddedLogClient } from './create-embedded-log-client.ts';
import { openEmbeddedEngine, type EmbeddedEngine } from './embedded-engine.ts';

const warehouse = temporaryFolder();
const home = process.cwd();

const folder = (table: string): string => `${join(warehouse, 'analytics', table)}/`;

/** Writes a snapshot with rows of these levels. */
async function writeLogs(...levels: string[]): Promise<void> {
  const engine = await openEmbeddedEngine();
  const run = (query: string) => engine.client.command({ query, clickhouse_settings: { allow_insert_into_iceberg: 1 } as never });
  const columns = 'timestamp, partition_date, level, format, ingest_file, ingest_line, ingest_batch, ingested_at, attributes';
  await run(`CREATE TABLE logs (${logColumns}) ENGINE = IcebergLocal('${folder('logs')}', 'Parquet') PARTITION BY (partition_date)`).catch(() =>
    run(`CREATE TABLE logs ENGINE = IcebergLocal('${folder('logs')}', 'Parquet')`));
  for (const level of levels) {
    await run(`INSERT INTO logs (${columns}) VALUES ('2025-08-25 01:02:03.000004', '2025-08-25', '${level}', 'json', 'a', 1, 'b', '2025-08-25 00:00:00', {})`);
  }
  await engine.close();
}

beforeAll(async () => {
  process.chdir(warehouse);
  mkdirSync(folder('logs'), { recursive: true });
  mkdirSync(folder('visits'), { recursive: true });
  await writeLogs('INFO');
  const engine = await openEmbeddedEngine();
  await engine.client.command({
    query: `CREATE TABLE visits ENGINE = IcebergLocal('${folder('visits')}', 'Parquet') AS SELECT 'home' AS page, toInt64(7) AS hits`,
    clickhouse_settings: { allow_insert_into_iceberg: 1 } as never,
  });
  await engine.close();
});

afterEach(() => process.chdir(home));

test('reads every table of a warehouse, tables of the user\'s own too', async () => {
  process.chdir(warehouse);
  await using client = await createEmbeddedLogClient({ warehouse: '.' });

  expect(await client.from('logs').allTime().select('timestamp', 'level', 'ingest_line').execute()).toEqual([
    { timestamp: '2025-08-25T01:02:03.000004Z', level: 'INFO', ingest_line: 1n },
  ]);
  expect(await client.execute(sql`SELECT * FROM visits`)).toEqual([{ page: 'home', hits: 7n }]);
  expect(await client.ask('level-overview')).toEqual([{ level: 'INFO', log_count: 1, unique_loggers: 0 }]);
});

test('sees the rows of a newer snapshot', async () => {
  process.chdir(warehouse);
  const engine = await openEmbeddedEngine();
  await using client = await createEmbeddedLogClient({ warehouse, engine });
  const levels = async () => (await client.from('logs').allTime().select('level').orderBy('level').execute()).map(({ level }) => level);
  expect(await levels()).toEqual(['INFO']);

  await engine.client.command({
    query: `INSERT INTO FUNCTION icebergLocal('${folder('logs')}') SELECT * REPLACE('WARN' AS level) FROM icebergLocal('${folder('logs')}')`,
    clickhouse_settings: { allow_insert_into_iceberg: 1 } as never,
  });

  expect(await levels()).toEqual(['INFO', 'WARN']);
  await client.close();
  await engine.close();
});

test('reads a warehouse elsewhere when it may change the working directory', async () => {
  await using client = await createEmbeddedLogClient({ warehouse, changeDirectory: true });

  expect(await client.first(sql`SELECT count() > 0 AS filled FROM logs`)).toEqual({ filled: 1 });
  expect(process.cwd()).toBe('/');
});

test('fails when the warehouse is not below the working directory', async () => {
  await expect(createEmbeddedLogClient({ warehouse })).rejects.toMatchObject({
    code: 'query/warehouse-outside-directory', kind: 'usage', message: expect.stringContaining(home) as string,
    hint: expect.stringContaining('changeDirectory') as string,
  });
});

test('fails when a warehouse has no tables', async () => {
  await expect(createEmbeddedLogClient({ warehouse: join(warehouse, 'none') })).rejects.toMatchObject({
    code: 'query/warehouse-empty', kind: 'usage', hint: expect.stringContaining('logex-jobs ingest') as string,
  });
});

test('fails when a table is that of another version of the schema', async () => {
  process.chdir(warehouse);
  const engine = await openEmbeddedEngine();
  mkdirSync(folder('ingested_files'), { recursive: true });
  await engine.client.command({
    query: `CREATE TABLE old ENGINE = IcebergLocal('${folder('ingested_files')}', 'Parquet') AS SELECT 'a.log' AS path`, clickhouse_settings: { allow_insert_into_iceberg: 1 } as never,
  });
  const error = await createEmbeddedLogClient({ engine, warehouse })
    .then((client) => client.from('ingested_files').allTime().select('path', 'size').execute().finally(() => client.close()))
    .catch((caught: unknown) => caught);
  await engine.close();
  rmSync(folder('ingested_files'), { recursive: true });

  expect(error).toMatchObject({ code: 'query/refused', serverType: 'UNKNOWN_IDENTIFIER', hint: expect.stringContaining('migrate') as string });
});

test('fails when a query would write', async () => {
  process.chdir(warehouse);
  await using client = await createEmbeddedLogClient({ warehouse });

  await expect(client.execute(sql`DROP VIEW analytics.logs`)).rejects.toMatchObject({ code: 'query/refused', serverType: 'READONLY' });
});

describe('work that is given up', () => {
  const endless = sql`SELECT sum(cityHash64(number)) FROM numbers(100000000000000)`;
  const running = async (engine: EmbeddedEngine): Promise<string[]> => {
    const result = await engine.client.query({ query: "SELECT query FROM system.processes WHERE NOT is_cancelled AND query LIKE '%100000000000000%' AND query NOT LIKE '%processes%'", format: 'JSONEachRow' });
    return (await result.json<{ query: string }>()).map(({ query }) => query);
  };
  const begun = (engine: EmbeddedEngine) => vi.waitFor(async () => expect(await running(engine)).toHaveLength(1), { timeout: 5000, interval: 20 });
  const over = (engine: EmbeddedEngine) => vi.waitFor(async () => expect(await running(engine)).toEqual([]), { timeout: 5000, interval: 20 });

  test('by a signal rejects at once and ends in the engine; one that waits for it never begins; the client goes on', async () => {
    const engine = await openEmbeddedEngine();
    await using client = await createEmbeddedLogClient({ engine, warehouse, changeDirectory: true, maxReadRows: 1e15, maxReadBytes: 1e18 });
    const stop = new AbortController();
    const failures = Promise.allSettled([client.execute(endless, { signal: stop.signal }), client.execute(endless, { signal: stop.signal })]);
    await begun(engine);
    const given = performance.now();
    stop.abort();

    expect(await failures).toMatchObject([{ reason: { code: 'query/aborted' } }, { reason: { code: 'query/aborted' } }]);
    expect(performance.now() - given).toBeLessThan(100);
    await over(engine);
    expect(await client.execute(sql`SELECT 1 AS n`)).toEqual([{ n: 1 }]);
    await client.close();
    await engine.close();
  });

  test('a stream that has no row yet, by a signal, and by the end of the client', async () => {
    const engine = await openEmbeddedEngine();
    const client = await createEmbeddedLogClient({ engine, warehouse, changeDirectory: true, maxReadRows: 1e15, maxReadBytes: 1e18 });
    const stop = new AbortController();
    const failure = client.stream(endless, { signal: stop.signal }).next().catch((error: unknown) => error);
    await begun(engine);
    stop.abort();
    expect(await failure).toMatchObject({ code: 'query/aborted' });
    await over(engine);

    const other = client.stream(endless).next().catch((error: unknown) => error);
    await begun(engine);
    await client.close();
    expect(await other).toMatchObject({ code: 'query/closed' });
    await over(engine);
    await engine.close();
  });
});

test('limits of one query are not those of the next', async () => {
  await using client = await createEmbeddedLogClient({ warehouse, changeDirectory: true, maxResultRows: 100 });
  const rows = sql`SELECT number FROM numbers(50)`;

  await expect(client.execute(rows, { limits: { maxResultRows: 10 } })).rejects.toMatchObject({ code: 'query/limit' });
  expect(await client.execute(rows)).toHaveLength(50);
});

test('fails when an engine has no tables of logs', async () => {
  const engine = await openEmbeddedEngine();

  await expect(createEmbeddedLogClient({ engine })).rejects.toMatchObject({ code: 'query/refused', serverType: 'UNKNOWN_DATABASE' });
  await engine.close();
});
