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

test('has quantiles, the most frequent values, rough counts, ratios, and aggregates over attributes', async () => {
  const row = await client.from('logs').timeRange(all).select((e) => ({
    quantiles: e.quantiles([0, 0.5, 1], 'http_status'), top: e.topValues(2, 'level'), sizes: e.topValues(1, 'ingest_line'), roughly: e.countDistinctRoughly('logger'),
    ratio: e.ratio(e.countIf(e.compare('level', '=', 'ERROR')), e.countDistinct('logger')), tenants: e.countDistinct(e.attribute('tenant')),
    number: e.max(e.attributeNumber('tenant')), highest: e.max(e.attribute('tenant')), total: e.sum(e.attributeNumber('none')),
  })).first();

  expect(row).toMatchObject({ quantiles: [200, 200, 500], top: ['ERROR', 'INFO'], roughly: 3, ratio: 1, tenants: 1, number: null, highest: 'blue', total: null });
  expect(row?.sizes.every((size) => typeof size === 'bigint')).toBe(true);
});

test('reads numbers out of attributes, and nothing out of other text', async () => {
  const numbers = ['12.5', '-3', '1e3', 'nan', 'inf', 'seven', ''];
  for (const number of numbers) {
    const row = await client.from('logs').timeRange(all).where('level', '=', 'WARN').select((e) => ({ number: e.attributeNumber(number) })).first();
    expect(row).toEqual({ number: null });
  }
  const rows = await client.execute(sql<{ number: number | null }>`
    SELECT if(isFinite(toFloat64OrNull(text)), toFloat64OrNull(text), NULL) AS number FROM (SELECT arrayJoin(${numbers}) AS text)`);
  expect(rows.map(({ number }) => number)).toEqual([12.5, -3, 1000, null, null, null, null]);
});

test('looks for tokens, beginnings and any of several texts', async () => {
  const found = async (operator: 'has-token' | 'has-token-ignore-case' | 'starts-with', text: string) =>
    (await client.from('logs').timeRange(all).select((e) => ({ n: e.count() })).where('message', operator, text).first())?.n;
  expect(await found('has-token', 'connection')).toBe(2);
  expect(await found('has-token', 'connect')).toBe(0);
  expect(await found('has-token-ignore-case', 'DATABASE')).toBe(2);
  expect(await found('has-token', 'Größe')).toBe(1);
  expect(await found('starts-with', 'Data')).toBe(2);
  const any = await client.from('logs').timeRange(all).select((e) => ({ n: e.count() })).where('message', 'contains-any', ['100%', 'FAILED', '\\']).first();
  expect(any).toEqual({ n: 3 });
});

test('keeps groups by a condition, and some rows of each', async () => {
  const groups = await client.from('logs').timeRange(all).select('logger').select((e) => ({ n: e.count(), last: e.max('timestamp') }))
    .groupBy('logger').having('n', '>=', 2).having((e) => e.compare(e.countIf(e.compare('level', '=', 'ERROR')), '=', 0)).orderBy('logger').execute();
  expect(groups.map(({ logger }) => logger)).toEqual(['com.app.Web', null]);

  const firsts = await client.from('logs').timeRange(all).select('logger', 'timestamp').where('logger', 'is not null').orderBy('timestamp').limitBy(1, 'logger').execute();
  expect(firsts.map(({ logger }) => logger)).toEqual(['com.app.Old', 'com.app.Web', 'com.app.DB']);
});

test.each([
  ['of fixed ends', { from: '2025-08-25T05:30:00Z', to: '2025-08-25T10:30:00Z' }, ['05', '06', '07', '08', '09', '10'], [0, 2, 5, 3, 0, 0]],
  ['of an open end', { from: '2025-08-25T05:00:00Z' }, ['05', '06', '07', '08'], [0, 2, 5, 3]],
  ['of another zone', { from: '2025-08-25T07:30:00+02:00', to: '2025-08-25T09:00:00+02:00' }, ['05', '06'], [0, 2]],
] as const)('fills spans of time without rows in a range %s', async (_, range, hours, counts) => {
  const rows = await client.from('logs').timeRange(range).select((e) => ({ bucket: e.timeBucket('hour'), n: e.count(), last: e.max('timestamp') })).groupBy('bucket').orderBy('bucket').fillBuckets('bucket').execute();
  expect(rows.map(({ bucket }) => bucket.slice(11, 13))).toEqual(hours);
  expect(rows.map(({ n }) => n)).toEqual(counts);
  expect(rows[0]?.last).toBeNull();
});

test('fills days until the newest row, and nothing of a table without rows', async () => {
  const query = client.from('logs').timeRange({ lastDays: 30 }).select((e) => ({ day: e.timeBucket('day'), n: e.count() })).groupBy('day').orderBy('day').fillBuckets('day');
  const rows = await query.execute();
  expect(rows).toHaveLength(31);
  expect(rows.filter(({ n }) => n > 0)).toHaveLength(3);
  const { sql: text, parameters } = query.compile({ database: 'empty_logs' });
  await engine.client.command({ query: 'CREATE DATABASE empty_logs' });
  await engine.client.command({ query: 'CREATE TABLE empty_logs.logs AS analytics.logs' });
  expect(await (await engine.client.query({ query: text, query_params: { ...parameters }, format: 'JSONEachRow' })).json()).toEqual([]);
});

test('a condition on the moment finds what it finds without its day', async () => {
  const moments = ['2025-08-18T23:59:59.999999Z', '2025-08-25T00:00:00Z', '2025-08-25T08:30:00.000001Z', '2025-08-19T01:30:00+02:00'];
  const count = async (where: (query: ReturnType<typeof plain>) => ReturnType<typeof plain>) => (await where(plain()).first())?.n;
  const plain = () => client.from('logs').allTime().select((e) => ({ n: e.count() }));
  for (const moment of moments) {
    for (const operator of ['=', '!=', '<', '<=', '>', '>='] as const) {
      const expected = await count((q) => q.where((e) => e.not(e.not(e.compare('timestamp', operator, moment)))));
      expect(await count((q) => q.where('timestamp', operator, moment))).toBe(expected);
    }
  }
  expect(await count((q) => q.where('timestamp', 'in', [moments[0] ?? '', moments[2] ?? '']))).toBe(2);
  expect(await count((q) => q.where('timestamp', 'between', ['2025-08-18T23:00:00Z', '2025-08-25T06:04:00Z']))).toBe(2);
  expect(await count((q) => q.where((e) => e.or(e.compare('timestamp', '<', '2025-08-02'), e.not(e.compare('timestamp', '<', '2025-08-25T08:00:00Z')))))).toBe(4);
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
