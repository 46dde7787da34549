import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { engineWithLogs } from '../__fixtures__/log-table.ts';
import { createEmbeddedLogClient } from '../embedded/create-embedded-log-client.ts';
import type { EmbeddedEngine } from '../embedded/embedded-engine.ts';
import type { LogClient } from '../log-client.ts';
import { bind, sql } from '../sql.ts';
import { logs } from '@logex/log-schema';

let engine: EmbeddedEngine;
let client: LogClient;

beforeAll(async () => {
  engine = await engineWithLogs();
  client = await createEmbeddedLogClient({ engine });
});

afterAll(async () => {
  await client.close();
  await engine.close();
});

const all = { from: '2025-01-01' };

test('selects columns of every type, as their types say', async () => {
  const row = await client.from('logs')
    .allTime()
    .select('timestamp', 'partition_date', 'http_status', 'response_size', 'attributes', 'thread')
    .where('response_size', '>', 2n ** 53n)
    .first();

  expect(row).toEqual({
    timestamp: '2025-08-25T07:31:00.000000Z', partition_date: '2025-08-25', http_status: 500, response_size: 9223372036854775000n,
    attributes: {}, thread: null,
  });
});

test('has every aggregate', async () => {
  const row = await client.from('logs').timeRange(all).select((e) => ({
    total: e.count(), errors: e.countIf(e.compare('level', '=', 'ERROR')), loggers: e.countDistinct('logger'),
    bytes: e.sum('response_size'), mean: e.avg('http_status'), first: e.min('timestamp'), last: e.max('timestamp'),
    median: e.quantile(0.5, 'http_status'), method: e.any('remote_user'), newest: e.valueAtMax('message', 'timestamp'),
    share: e.share(e.compare('level', 'is null')), longs: e.sum('line_number'),
  })).first();

  expect(row).toEqual({
    total: 12, errors: 3, loggers: 3, bytes: 9223372036854775450n, mean: 300.8, first: '2025-08-01T00:00:00.000000Z',
    last: '2025-08-25T08:30:00.000001Z', median: 200, method: null, newest: 'slow', share: 5 / 12, longs: null,
  });
});

test('gives null, not zero or 1970, for aggregates of nothing', async () => {
  const row = await client.from('logs').allTime().where('level', '=', 'NONE').select((e) => ({
    total: e.count(), bytes: e.sum('response_size'), lines: e.sum('ingest_line'), mean: e.avg('ingest_line'), last: e.max('timestamp'),
    share: e.share(e.compare('level', '=', 'x')),
  })).first();

  expect(row).toEqual({ total: 0, bytes: null, lines: null, mean: null, last: null, share: null });
});

test('has every operator', async () => {
  const count = async (narrow: (query: ReturnType<typeof start>) => ReturnType<typeof start>) => {
    const row = await narrow(start()).first();
    return row?.n;
  };
  const start = () => client.from('logs').allTime().select((e) => ({ n: e.count() }));

  expect(await count((q) => q.where('http_status', '=', 200))).toBe(3);
  expect(await count((q) => q.where('http_status', '!=', 200))).toBe(2);
  expect(await count((q) => q.where('http_status', '<', 404))).toBe(3);
  expect(await count((q) => q.where('http_status', '<=', 404))).toBe(4);
  expect(await count((q) => q.where('http_status', 'between', [201, 404]))).toBe(1);
  expect(await count((q) => q.where('level', 'in', ['INFO', 'WARN']))).toBe(3);
  expect(await count((q) => q.where('level', 'in', []))).toBe(0);
  expect(await count((q) => q.where('format', 'not in', ['json']))).toBe(5);
  expect(await count((q) => q.where('message', 'like', '%failed'))).toBe(2);
  expect(await count((q) => q.where('message', 'not like', '%failed'))).toBe(5);
  expect(await count((q) => q.where('message', 'contains', 'database'))).toBe(0);
  expect(await count((q) => q.where('message', 'contains-ignore-case', 'DATABASE'))).toBe(2);
  expect(await count((q) => q.where('level', 'is null'))).toBe(5);
  expect(await count((q) => q.where('level', 'is not null'))).toBe(7);
  expect(await count((q) => q.where('timestamp', '>=', '2025-08-25T08:30:00.000001Z'))).toBe(1);
  expect(await count((q) => q.where('partition_date', '=', '2025-08-01'))).toBe(1);
  expect(await count((q) => q.where('ingested_at', 'in', ['2025-08-26T02:00:00+02:00']))).toBe(12);
  expect(await count((q) => q.where((e) => e.compare(e.attribute('tenant'), '=', 'blue')))).toBe(1);
  expect(await count((q) => q.where((e) => e.compare(e.attribute('empty'), 'is null')))).toBe(12);
  expect(await count((q) => q.where((e) => e.or(e.compare('level', '=', 'WARN'), e.not(e.compare('format', '=', 'json')))))).toBe(6);
  expect(await count((q) => q.where((e) => e.or()))).toBe(0);
  expect(await count((q) => q.where((e) => e.and()))).toBe(12);
});

test('groups by hours also outside of 1970 to 2106', async () => {
  const rows = await client.execute(sql<{ bucket: string }>`
    SELECT toStartOfInterval(moment, INTERVAL 3600000000 MICROSECOND, 'UTC') AS bucket
    FROM values('moment DateTime64(6, ''UTC'')', '1901-03-04 05:06:07.000008', '2299-12-31 23:59:59.999999')`);

  expect(rows.map(({ bucket }) => bucket)).toEqual(['1901-03-04T05:00:00.000000Z', '2299-12-31T23:00:00.000000Z']);
});

test('orders, skips, limits and streams', async () => {
  const query = client.from('logs').select('ingest_line').timeRange(all).orderBy('ingest_line', 'desc').limit(3).offset(1);
  const streamed: bigint[] = [];
  for await (const { ingest_line } of query.stream()) streamed.push(ingest_line);

  expect(streamed).toEqual((await query.execute()).map(({ ingest_line }) => ingest_line));
  expect(streamed.map((line, index) => line - (streamed[index + 1] ?? line - 1n))).toEqual([1n, 1n, 1n]);
});

test('hands back any text that was bound, alone and in a list', async () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom("'", '\\', '\0', '\t', '\n', '\r', '`', '{', '[', 'N') }));
  await fc.assert(fc.asyncProperty(text, async (value) => {
    const row = await client.first(sql<{ one: string; list: string[] }>`SELECT ${value} AS one, ${[value, "'"]} AS list`);
    expect(row).toEqual({ one: value, list: [value, "'"] });
  }), { numRuns: 60 });
});

test('runs SQL of the user\'s own with types of the result', async () => {
  const rows = await client.execute(sql<{ level: string; n: bigint; at: string; small: number }>`
    SELECT level, count() AS n, max(timestamp) AS at, ${bind(5, 'UInt8')} AS small
    FROM ${logs} WHERE level = ${'ERROR'} AND timestamp > ${new Date('2025-08-25T00:00:00Z')} GROUP BY level`);

  expect(rows).toEqual([{ level: 'ERROR', n: 2n, at: '2025-08-25T06:30:00.123456Z', small: 5 }]);
});

test('leaves the settings of the engine as they were', async () => {
  const result = await engine.client.query({ query: 'SELECT toInt64(1) AS n', format: 'JSONEachRow' });
  expect(await result.json()).toEqual([{ n: 1 }]);
});
