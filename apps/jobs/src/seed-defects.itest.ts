import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aggregates, clickhouseTarget, icebergTarget, logs, sparkTarget } from '@logex/log-schema';
import { temporaryFolder } from '@logex/testing';
import { expect, test } from 'vitest';
import { runCli } from './__fixtures__/run-cli.ts';
import { query, snapshotIds, tableOf } from './__fixtures__/table-rows.ts';
import { aggregate } from './aggregate/aggregate.ts';
import { audit } from './audit/audit.ts';
import { ingest } from './ingest/ingest.ts';

/** The two samples that the description of the platform shows. */
const jsonSample = JSON.stringify({
  timestamp: '2025-08-25T06:04:00.000Z',
  level: 'ERROR',
  message: 'Database connection failed',
  logger: 'com.webapp.DB',
  thread: 'db-pool-1',
  source_file: 'DatabaseManager.java',
  line_number: 245,
  exception_class: 'SQLException',
  exception_message: 'Connection timeout after 30 seconds',
});
const accessSample = '192.168.1.100 - - [25/Aug/2025:06:04:00 +0000] "GET /api/users HTTP/1.1" 200 1234 "-" "Mozilla/5.0"';

const everyTable = ['logs', 'logs_rejected', 'ingested_files'];

/** Ingests files with the given lines, and gives the warehouse. */
async function ingested(files: Readonly<Record<string, readonly string[]>>): Promise<{ folder: string; warehouse: string }> {
  const folder = temporaryFolder();
  const warehouse = join(temporaryFolder(), 'warehouse');
  for (const [name, lines] of Object.entries(files)) writeFileSync(join(folder, name), lines.map((line) => `${line}\n`).join(''));
  await ingest({ input: [folder], warehouse });
  return { folder, warehouse };
}

/** Columns of the logs of one file with the given lines, in their order. */
async function columnsOf(lines: readonly string[], columns: string): Promise<Record<string, unknown>[]> {
  const { warehouse } = await ingested({ 'app.log': lines });
  return query(warehouse, `SELECT ${columns} FROM {logs} ORDER BY ingest_line`);
}

test('1: the sample shapes of the description are ingested, every field in its column', async () => {
  const [json, access] = await columnsOf([jsonSample, accessSample], '* EXCEPT (ingest_file, ingest_batch, ingested_at)');
  expect(json).toMatchObject({ ...JSON.parse(jsonSample), timestamp: '2025-08-25T06:04:00.000000Z', format: 'json' });
  expect(access).toMatchObject({
    ip_address: '192.168.1.100', http_method: 'GET', http_path: '/api/users', http_version: '1.1', http_status: 200, response_size: '1234',
    remote_user: null, referer: null, user_agent: 'Mozilla/5.0', format: 'combined',
  });
});

test('2: times of every accepted form are stored in UTC, and an unparseable one is a rejected line, never "now"', async () => {
  const moments = ['2025-08-25T06:04:00.000Z', '2025-08-25T08:04:00+02:00', 1_756_101_840, 1_756_101_840_000, 1_756_101_840_000_000];
  const lines = [...moments, 'yesterday'].map((timestamp) => JSON.stringify({ timestamp, message: 'm' }));
  const { warehouse } = await ingested({ 'app.json': lines });
  const rows = await query(warehouse, 'SELECT timestamp, toString(partition_date) AS day FROM {logs}');
  expect(rows).toEqual(moments.map(() => ({ timestamp: '2025-08-25T06:04:00.000000Z', day: '2025-08-25' })));
  expect(await query(warehouse, 'SELECT reason, detail, ingest_line FROM {logs_rejected}')).toEqual([{ reason: 'invalid-timestamp', detail: 'yesterday', ingest_line: '6' }]);
});

test('3: Apache offsets are normalised to UTC', async () => {
  const lines = ['+0530', '-0700'].map((offset) => accessSample.replace('+0000', offset));
  expect(await columnsOf(lines, 'timestamp')).toEqual([{ timestamp: '2025-08-25T00:34:00.000000Z' }, { timestamp: '2025-08-25T13:04:00.000000Z' }]);
});

test('4: common, combined and vhost_combined lines are kept: users, dashes, 408 lines, escapes, IPv6, 64-bit sizes', async () => {
  const rows = await columnsOf([
    '10.0.0.1 - - [25/Aug/2025:06:04:00 +0000] "GET / HTTP/1.1" 304 -',
    '10.0.0.1 - ada [25/Aug/2025:06:04:00 +0000] "GET / HTTP/1.1" 200 9876543210 "-" "a"',
    '10.0.0.1 - - [25/Aug/2025:06:04:00 +0000] "-" 408 - "-" "-"',
    'shop.example.com:443 2001:db8::1 - - [25/Aug/2025:06:04:00 +0000] "GET / HTTP/2.0" 200 1 "-" "a \\"quoted\\" agent"',
  ], 'format, remote_user, ip_address, http_status, response_size, user_agent');
  expect(rows).toEqual([
    { format: 'common', remote_user: null, ip_address: '10.0.0.1', http_status: 304, response_size: null, user_agent: null },
    { format: 'combined', remote_user: 'ada', ip_address: '10.0.0.1', http_status: 200, response_size: '9876543210', user_agent: 'a' },
    { format: 'combined', remote_user: null, ip_address: '10.0.0.1', http_status: 408, response_size: null, user_agent: null },
    { format: 'vhost_combined', remote_user: null, ip_address: '2001:db8::1', http_status: 200, response_size: '1', user_agent: 'a "quoted" agent' },
  ]);
});

test('5: the format is decided line by line, whatever other files are called', async () => {
  const { warehouse } = await ingested({ 'a.log': [accessSample, jsonSample], 'b.json': [jsonSample, accessSample] });
  expect(await query(warehouse, 'SELECT format, count() AS lines FROM {logs} GROUP BY format ORDER BY format')).toEqual([
    { format: 'combined', lines: '2' },
    { format: 'json', lines: '2' },
  ]);
});

test('6: a second run adds nothing: no row, no snapshot', async () => {
  const { folder, warehouse } = await ingested({ 'app.log': [jsonSample, accessSample, 'broken'] });
  const before = await snapshotIds(warehouse, everyTable);
  const summary = await ingest({ input: [folder], warehouse });
  expect(summary).toMatchObject({ lines: 0, batches: 0, files: { listed: 1, unchanged: 1, new: 0 } });
  expect(await snapshotIds(warehouse, everyTable)).toEqual(before);
});

test('7: no input is a clear message and exit code 2, and nothing is made up', async () => {
  const empty = temporaryFolder();
  mkdirSync(join(empty, 'nothing'));
  const warehouse = join(temporaryFolder(), 'warehouse');
  const run = await runCli(['ingest', '--input', join(empty, 'nothing'), '--warehouse', warehouse, '--json']);
  expect(run.code).toBe(2);
  expect(run.last).toMatchObject({ error: { code: 'jobs/input-empty', kind: 'usage' } });
  expect(run.stderr).toContain('holds no log files');
});

test('8: malformed lines are rows of logs_rejected: counted, queryable, with their bytes', async () => {
  const broken = ['{"timestamp": "2025-08-25T06:04:00Z", "level": ', 'no log at all'];
  const { warehouse } = await ingested({ 'app.log': [jsonSample, ...broken] });
  const rows = await query(warehouse, 'SELECT raw_line, reason, ingest_line FROM {logs_rejected} ORDER BY ingest_line');
  expect(rows).toEqual([
    { raw_line: broken[0], reason: 'invalid-json', ingest_line: '2' },
    { raw_line: broken[1], reason: 'unrecognized-format', ingest_line: '3' },
  ]);
  expect(await audit(warehouse)).toMatchObject({ balanced: true, lines: 3, accepted: 1, rejected: 2 });
});

test('9: what a line does not say is null, not 0 and not invented', async () => {
  const [row] = await columnsOf(['{"timestamp":"2025-08-25T06:04:00Z","line_number":null}'], '* EXCEPT (timestamp, format, attributes, partition_date), attributes');
  const { ingest_file: _file, ingest_line: _line, ingest_batch: _batch, ingested_at: _at, attributes, ...values } = row ?? {};
  expect(Object.values(values).every((value) => value === null)).toBe(true);
  expect(attributes).toEqual({});
});

test('10: one schema: DDL, reader and aggregates of every target have the columns of the definition', async () => {
  const names = Object.keys(logs.columns);
  expect(icebergTarget.icebergSchema(logs).fields.map(({ name }) => name)).toEqual(names);
  for (const text of [sparkTarget.createTable(logs, { catalog: 'iceberg' }), clickhouseTarget.mergeTreeTable(logs)]) {
    for (const name of names) expect(text).toContain(name);
  }
  const { warehouse } = await ingested({ 'app.log': [jsonSample, accessSample] });
  const summary = await aggregate({ warehouse });
  expect(summary.tables.map(({ table }) => table)).toEqual(aggregates.map(({ table }) => table.name));
  expect(summary.tables.every(({ rows }) => rows > 0)).toBe(true);
});

test('11: a failing statement fails the job and is named, and its table is as it was', async () => {
  const { folder, warehouse } = await ingested({ 'app.log': [jsonSample] });
  const file = join(folder, 'broken.sql');
  writeFileSync(file, 'SELECT no_such_column FROM logs');
  const run = await runCli(['aggregate', '--warehouse', warehouse, '--sql', file, '--json']);
  expect(run.code).not.toBe(0);
  expect(run.last).toMatchObject({ error: { code: 'jobs/statement-failed' } });
  expect(run.stderr).toContain('broken.sql');
});

test('12: accepted, rejected and counted in one pass: one snapshot of each line table for a batch', async () => {
  const { warehouse } = await ingested({ 'app.log': [jsonSample, 'broken'], 'more.log': [jsonSample] });
  const [counts] = await query(warehouse, "SELECT sum(rows_in) AS lines, sum(rows_accepted) AS accepted, sum(rows_rejected) AS rejected FROM {ingested_files} WHERE state = 'done'");
  expect(counts).toEqual({ lines: '3', accepted: '2', rejected: '1' });
  for (const name of ['logs', 'logs_rejected']) expect((await tableOf(warehouse, name)).metadata.snapshots).toHaveLength(1);
});
