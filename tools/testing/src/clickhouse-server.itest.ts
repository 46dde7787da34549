import { createClient, type ClickHouseClient } from '@clickhouse/client';
import { drainPending, Session } from 'chdb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clickHouseServer, type ClickHouseServer } from './clickhouse-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

const account = { username: 'a', password: 'b:c' };
let engine: Session;
let server: ClickHouseServer;
let client: ClickHouseClient;

beforeAll(async () => {
  const directory = temporaryFolder();
  engine = new Session(directory);
  server = await clickHouseServer({ directory, account, version: '25.1.2.3' });
  client = createClient({ url: server.url, ...account, log: { level: 127 } });
});

afterAll(async () => {
  await client.close();
  await server.close();
  await drainPending();
  engine.close();
});

const rows = async (query: string, more: object = {}): Promise<unknown[]> => (await client.query({ query, format: 'JSONEachRow', ...more })).json();

test('speaks with the official client: ping, statements, inserts, databases', async () => {
  expect(await client.ping()).toMatchObject({ success: true });
  await client.command({ query: 'CREATE DATABASE shop' });
  await client.command({ query: 'CREATE TABLE shop.orders (id UInt32, note String) ENGINE = MergeTree ORDER BY id' });
  await client.insert({ table: 'shop.orders', values: [{ id: 1, note: "it's\n" }, { id: 2, note: '' }], format: 'JSONEachRow' });

  await using other = createClient({ url: server.url, ...account, database: 'shop' });
  expect(await (await other.query({ query: 'SELECT note FROM orders ORDER BY id', format: 'JSONEachRow' })).json()).toEqual([{ note: "it's\n" }, { note: '' }]);
});

test('binds parameters and keeps settings to their query', async () => {
  expect(await rows('SELECT {text:String} AS text, {list:Array(Int64)} AS list', { query_params: { text: "a'\\b", list: [1, 2] } })).toEqual([{ text: "a'\\b", list: [1, 2] }]);
  const quoted = { clickhouse_settings: { output_format_json_quote_64bit_integers: 1 } };
  expect(await rows('SELECT toInt64(1) AS n', quoted)).toEqual([{ n: '1' }]);
  expect(await rows('SELECT toInt64(1) AS n')).toEqual([{ n: 1 }]);
});

test('sends rows as they come, and an error behind them', async () => {
  const seen: number[] = [];
  const reading = async (): Promise<void> => {
    const result = await client.query({ query: 'SELECT number AS n, throwIf(number = 900000) AS x FROM numbers(1000000) SETTINGS max_block_size = 10000', format: 'JSONEachRow' });
    for await (const lines of result.stream()) seen.push(lines.length);
  };

  await expect(reading()).rejects.toMatchObject({ code: '395', type: 'FUNCTION_THROW_IF_VALUE_IS_NON_ZERO' });
  expect(seen.length).toBeGreaterThan(0);
});

test('compresses where it is asked to', async () => {
  await using packed = createClient({ url: server.url, ...account, compression: { response: true, request: true } });
  const result = await packed.query({ query: 'SELECT number FROM numbers(100000)', format: 'JSONEachRow' });
  expect(await result.json()).toHaveLength(100_000);
  expect(result.response_headers['content-encoding']).toBe('gzip');
});

test('says the version that it was given', async () => {
  expect(await rows('SELECT version() AS version')).toEqual([{ version: '25.1.2.3' }]);
});

test('fails when the account is wrong, or a statement is', async () => {
  await using stranger = createClient({ url: server.url, username: 'a', password: 'x', log: { level: 127 } });
  await expect(stranger.query({ query: 'SELECT 1' })).rejects.toMatchObject({ code: '516', type: 'AUTHENTICATION_FAILED' });
  await expect(client.query({ query: 'SELECT * FROM nowhere' })).rejects.toMatchObject({ code: '60', type: 'UNKNOWN_TABLE' });
  await expect(client.query({ query: 'SELECT 1', clickhouse_settings: { no_such_setting: 1 } as never })).rejects.toMatchObject({ code: '115' });
});

test('fails as it was told to, once for each fault', async () => {
  server.breakNext('drop', 'busy', 'error-midway');
  await expect(rows('SELECT 1')).rejects.toThrow(/socket hang up|ECONNRESET/u);
  await expect(rows('SELECT 1')).rejects.toMatchObject({ code: '202' });
  await expect(rows('SELECT number FROM numbers(1000)')).rejects.toMatchObject({ code: '241' });
  expect(await rows('SELECT 1 AS n')).toEqual([{ n: 1 }]);
});
