import { embeddedClickHouse } from '@logex/testing';
import { beforeAll, expect, test } from 'vitest';
import { clickhouseTarget } from '../../index.ts';

const statements = clickhouseTarget.liveIngestStatements({ url: "https://lake.s3.eu-central-1.amazonaws.com/it's/**" });

async function command(query: string): Promise<void> {
  const client = await embeddedClickHouse();
  await client.command({ query });
}

async function rows(query: string, parameters = {}): Promise<unknown[]> {
  const client = await embeddedClickHouse();
  return (await client.query({ query, query_params: parameters, format: 'JSONEachRow' })).json();
}

beforeAll(async () => {
  await command('CREATE DATABASE analytics');
  // The queue needs S3 and Keeper; a table of its columns that keeps nothing stands in for it.
  await command('CREATE TABLE analytics.logs_live_queue (line String, _path String) ENGINE = Null');
  const others = Object.entries(statements).filter(([name]) => name !== 'queue');
  for (const [name, statement] of others) await command(name === 'rows' || name === 'rejected' ? statement.replace(/^TTL .*\n/mu, '') : statement);
});

test.each(Object.entries(statements))('the engine parses the statement for %s', async (_, sql) => {
  expect(await rows('SELECT isNotNull(formatQueryOrNull({sql:String})) AS parsed', { sql })).toEqual([{ parsed: 1 }]);
});

test('lines become rows and rejected rows, each block a batch', async () => {
  for (const minute of ['04', '05']) {
    const lines = [`{"timestamp":"2025-08-25T06:${minute}:00.000Z","level":"error","message":"gone"}`, '10.0.0.1 - - [25/Aug/2025:06:04:00 +0000] "GET /a HTTP/1.1" 200 1234 "-" "Mozilla/5.0"', 'nonsense'];
    const client = await embeddedClickHouse();
    await client.insert({ table: 'analytics.logs_live_queue', values: lines.map((line) => ({ line, _path: 'lake/a.log' })), format: 'JSONEachRow' });
  }

  expect(await rows('SELECT timestamp, level, message, http_path, ingest_file, ingest_line FROM analytics.logs_live ORDER BY timestamp, ingest_line')).toEqual([
    { timestamp: '2025-08-25T06:04:00.000000Z', level: 'ERROR', message: 'gone', http_path: null, ingest_file: 'lake/a.log', ingest_line: '1' },
    { timestamp: '2025-08-25T06:04:00.000000Z', level: null, message: null, http_path: '/a', ingest_file: 'lake/a.log', ingest_line: '2' },
    { timestamp: '2025-08-25T06:04:00.000000Z', level: null, message: null, http_path: '/a', ingest_file: 'lake/a.log', ingest_line: '2' },
    { timestamp: '2025-08-25T06:05:00.000000Z', level: 'ERROR', message: 'gone', http_path: null, ingest_file: 'lake/a.log', ingest_line: '1' },
  ]);
  expect(await rows('SELECT raw_line, reason, ingest_line FROM analytics.logs_live_rejected')).toEqual(Array.from({ length: 2 }, () => ({ raw_line: 'nonsense', reason: 'unrecognized-format', ingest_line: '3' })));
  expect(await rows('SELECT uniqExact(ingest_batch) AS batches, count() AS units FROM (SELECT ingest_batch, count() FROM analytics.logs_live GROUP BY ingest_batch)')).toEqual([{ batches: '2', units: '2' }]);
});
