import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineWithLogs } from '../__fixtures__/log-table.ts';
import { createEmbeddedLogClient } from '../embedded/create-embedded-log-client.ts';
import type { EmbeddedEngine } from '../embedded/embedded-engine.ts';
import type { LogClient } from '../log-client.ts';

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

test('level-overview', async () => {
  expect(await client.ask('level-overview')).toEqual([
    { level: null, log_count: 5, unique_loggers: 0 },
    { level: 'ERROR', log_count: 2, unique_loggers: 1 },
    { level: 'INFO', log_count: 2, unique_loggers: 1 },
    { level: 'FATAL', log_count: 1, unique_loggers: 1 },
    { level: 'WARN', log_count: 1, unique_loggers: 1 },
  ]);
});

test('level-overview of a range of its own', async () => {
  const options = { from: '2025-08-01', to: '2025-08-02' };
  expect(await client.ask('level-overview', options)).toEqual([{ level: 'ERROR', log_count: 1, unique_loggers: 1 }]);
  expect(await client.ask('level-overview', { until: 'now' })).toEqual([]);
});

test('top-error-sources', async () => {
  expect(await client.ask('top-error-sources')).toEqual([
    { logger: 'com.app.DB', error_count: 2, unique_exceptions: 1 },
    { logger: 'com.app.Web', error_count: 1, unique_exceptions: 1 },
  ]);
  expect(await client.ask('top-error-sources', { lastDays: 60, limit: 1 })).toHaveLength(1);
});

test('top-errors', async () => {
  const [first, second, ...rest] = await client.ask('top-errors');
  expect(first).toEqual({
    exception_class: 'SQLException', message: 'Database connection failed', error_count: 2,
    first_seen: '2025-08-25T06:04:00.000000Z', last_seen: '2025-08-25T06:30:00.123456Z',
  });
  expect(second).toMatchObject({ message: "it's over: 100%", error_count: 1 });
  expect(rest).toEqual([]);
});

test('error-rate', async () => {
  expect(await client.ask('error-rate', { lastDays: 1 })).toEqual([
    { bucket: '2025-08-25T06:00:00.000000Z', total: 2, error_count: 2, error_rate: 1 },
    { bucket: '2025-08-25T07:00:00.000000Z', total: 5, error_count: 1, error_rate: 0.2 },
    { bucket: '2025-08-25T08:00:00.000000Z', total: 3, error_count: 0, error_rate: 0 },
  ]);
  expect(await client.ask('error-rate', { lastDays: 1, bucket: 'day' })).toEqual([
    { bucket: '2025-08-25T00:00:00.000000Z', total: 10, error_count: 3, error_rate: 0.3 },
  ]);
});

test('http-traffic', async () => {
  expect(await client.ask('http-traffic')).toEqual([
    { http_status: 200, http_method: 'GET', request_count: 3, avg_response_size: 150 },
    { http_status: 404, http_method: 'POST', request_count: 1, avg_response_size: null },
    { http_status: 500, http_method: 'GET', request_count: 1, avg_response_size: 9223372036854775000 },
  ]);
});

test('top-ips, with 64-bit sums exact', async () => {
  expect(await client.ask('top-ips')).toEqual([
    { ip_address: '10.0.0.1', request_count: 2, failed_count: 1, bytes_sent: 9223372036854775100n },
    { ip_address: '10.0.0.2', request_count: 2, failed_count: 1, bytes_sent: 300n },
    { ip_address: '2001:db8::1', request_count: 1, failed_count: 0, bytes_sent: 50n },
  ]);
});

test('top-paths', async () => {
  const [first, second] = await client.ask('top-paths');
  expect(first).toMatchObject({ http_path: '/a', request_count: 3, server_error_count: 1, unique_clients: 2 });
  expect(second).toEqual({ http_path: '/b', request_count: 2, server_error_count: 0, unique_clients: 2, avg_response_size: 50 });
});

test('request-histogram', async () => {
  expect(await client.ask('request-histogram')).toEqual([
    { bucket: '2025-08-25T07:00:00.000000Z', request_count: 2, server_error_count: 1 },
    { bucket: '2025-08-25T08:00:00.000000Z', request_count: 3, server_error_count: 0 },
  ]);
});

test('message-search, by text as it is, in any case', async () => {
  const found = async (text: string) => (await client.ask('message-search', { text })).map(({ message }) => message);
  expect(await found('DATABASE')).toEqual(['Database connection failed', 'Database connection failed']);
  expect(await found("it's over: 100%")).toEqual(["it's over: 100%"]);
  expect(await found('gRÖSSE')).toEqual([]);
  expect(await found('GRÖß')).toEqual(['Größe gemessen']);
  expect(await found('outofmemoryerror: gone')).toEqual(["it's over: 100%"]);
  expect(await found('%')).toEqual(["it's over: 100%"]);
});

describe('latest', () => {
  const moments = async (options: { limit?: number; level?: string; logger?: string }) =>
    (await client.ask('latest', options)).map(({ timestamp }) => timestamp);

  test('gives the newest rows, newest first', async () => {
    expect(await moments({ limit: 2 })).toEqual(['2025-08-25T08:30:00.000001Z', '2025-08-25T08:30:00.000000Z']);
  });

  test('widens its window until enough are there', async () => {
    expect(await moments({ limit: 12 })).toHaveLength(12);
    expect((await moments({ level: 'ERROR' })).at(-1)).toBe('2025-08-01T00:00:00.000000Z');
    expect(await moments({ logger: 'com.app.Old', limit: 1 })).toEqual(['2025-08-01T00:00:00.000000Z']);
    expect(await moments({ level: 'NONE' })).toEqual([]);
  });

  test('sees rows that came after it was asked before', async () => {
    await engine.client.command({
      query: `INSERT INTO analytics.logs (timestamp, partition_date, format, ingest_file, ingest_line, ingest_batch, ingested_at, level)
        VALUES ('2025-09-30 00:00:00', '2025-09-30', 'json', 'b', 1, 'b2', '2025-09-30 00:00:00', 'LATE')`,
    });

    expect(await moments({ limit: 1 })).toEqual(['2025-09-30T00:00:00.000000Z']);
    await engine.client.command({ query: "ALTER TABLE analytics.logs DELETE WHERE level = 'LATE' SETTINGS mutations_sync = 1" });
    expect(await moments({ limit: 1 })).toEqual(['2025-08-25T08:30:00.000001Z']);
  });

  test('gives nothing of an empty table', async () => {
    await engine.client.command({ query: 'CREATE TABLE analytics.kept AS analytics.logs' });
    await engine.client.command({ query: 'EXCHANGE TABLES analytics.kept AND analytics.logs' });
    const fresh = await createEmbeddedLogClient({ engine });

    expect(await fresh.ask('latest')).toEqual([]);
    expect(await fresh.ask('level-overview')).toEqual([]);
    await fresh.close();
    await engine.client.command({ query: 'EXCHANGE TABLES analytics.kept AND analytics.logs' });
  });
});

test('fails when a question is unknown', async () => {
  await expect(client.ask('weather' as 'latest')).rejects.toMatchObject({ code: 'query/question-unknown', kind: 'usage' });
});
