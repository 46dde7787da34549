import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aggregates, call, ref, topErrors, type Aggregate } from '@logex/log-schema';
import { temporaryFolder } from '@logex/testing';
import { beforeEach, expect, test } from 'vitest';
import { accessLine, fileText, jsonLine, times } from '../__fixtures__/log-lines.ts';
import { query, snapshotIds, tableOf } from '../__fixtures__/table-rows.ts';
import { currentSnapshot, readDataFiles } from '../iceberg/index.ts';
import { ingest } from '../ingest/ingest.ts';
import { replay } from '../replay/replay.ts';
import { aggregate } from './aggregate.ts';

const names = aggregates.map(({ table }) => table.name);
const days = ['2025-08-20', '2025-08-21', '2025-08-22', '2025-08-23'];
let input = '';
let warehouse = '';

beforeEach(async () => {
  const folder = temporaryFolder();
  input = join(folder, 'input');
  warehouse = join(folder, 'warehouse');
  mkdirSync(input);
  writeFileSync(join(input, 'a.json'), fileText(times(48, (index) => jsonLine(index, index % 6 === 2 ? { exception_class: `Fault${index % 4}` } : {}))));
  writeFileSync(join(input, 'b.log'), fileText(times(48, (index) => accessLine(index, { status: index % 8 === 1 ? 503 : 200, path: `/p${index % 3}` }))));
  await ingest({ input: [input], warehouse });
});

/** Adds a file and ingests it. */
async function add(name: string, lines: readonly string[]): Promise<void> {
  writeFileSync(join(input, name), fileText(lines));
  await ingest({ input: [input], warehouse });
}

/** What an aggregate is by its definition, in SQL written for this test. */
const plain: Readonly<Record<string, string>> = {
  daily_summary: `SELECT partition_date, count() AS log_count, countIf(level = 'ERROR') AS error_count, countIf(level = 'WARN') AS warning_count, countIf(http_method IS NOT NULL) AS request_count,
    countIf(http_status >= 500) AS server_error_count, uniqExact(logger) AS distinct_loggers, uniqExact(ip_address) AS distinct_clients, sum(response_size) AS bytes_sent, min(timestamp) AS first_seen, max(timestamp) AS last_seen
    FROM {logs} GROUP BY partition_date`,
  hourly_errors: `SELECT partition_date, toStartOfHour(timestamp) AS hour, count() AS log_count, countIf(level = 'ERROR') AS error_count, countIf(http_method IS NOT NULL) AS request_count, countIf(http_status >= 500) AS server_error_count
    FROM {logs} GROUP BY partition_date, hour`,
  top_errors: `SELECT partition_date, logger, exception_class, count() AS error_count, min(timestamp) AS first_seen, max(timestamp) AS last_seen, min(message) AS sample_message
    FROM {logs} WHERE level = 'ERROR' GROUP BY partition_date, logger, exception_class`,
  top_paths: `SELECT partition_date, http_path, count() AS request_count, countIf(http_status >= 500) AS server_error_count, uniqExact(ip_address) AS distinct_clients, avg(response_size) AS avg_response_size
    FROM {logs} WHERE http_path IS NOT NULL GROUP BY partition_date, http_path`,
  http_traffic: `SELECT partition_date, http_status, http_method, count() AS request_count, avg(response_size) AS avg_response_size, sum(response_size) AS bytes_sent
    FROM {logs} WHERE http_method IS NOT NULL GROUP BY partition_date, http_status, http_method`,
  source_activity: `SELECT partition_date, ingest_file, format, count() AS log_count, countIf(level = 'ERROR') AS error_count, min(timestamp) AS first_seen, max(timestamp) AS last_seen
    FROM {logs} GROUP BY partition_date, ingest_file, format`,
};

/** Both sides as text, sorted, so that types of the engine do not matter. */
async function expectEqualToPlainSql(): Promise<void> {
  for (const [name, sql] of Object.entries(plain)) {
    const columns = Object.keys(aggregates.find(({ table }) => table.name === name)!.table.columns);
    const text = (source: string): string => `SELECT toString(tuple(${columns.map((column) => (/seen|hour/.test(column) ? `toDateTime64(${column}, 6, 'UTC')` : column)).join(', ')})) AS row FROM (${source}) ORDER BY row`;
    const found = await query(warehouse, text(`SELECT * FROM {${name}}`));
    expect({ name, rows: found }).toEqual({ name, rows: await query(warehouse, text(sql)) });
    expect(found).not.toEqual([]);
  }
}

/** Paths of the data files of a table by day. */
async function filesByDay(name: string): Promise<Map<string, string[]>> {
  const files = await readDataFiles(await tableOf(warehouse, name));
  const grouped = Map.groupBy(files, (file) => String(file.partition['partition_date']));
  return new Map([...grouped].map(([day, own]) => [day, own.map(({ filePath }) => filePath).sort()]));
}

test('every aggregate has the values of plain SQL on the same lines', async () => {
  const { tables } = await aggregate({ warehouse });

  expect(tables.map(({ table }) => table)).toEqual(names);
  expect(tables.every(({ partitions }) => partitions.join() === days.join())).toBe(true);
  await expectEqualToPlainSql();
});

test('with nothing new it computes nothing and commits nothing', async () => {
  await aggregate({ warehouse });
  const before = await snapshotIds(warehouse, names);

  expect((await aggregate({ warehouse })).tables.every(({ partitions, rows }) => partitions.length === 0 && rows === 0)).toBe(true);
  expect(await snapshotIds(warehouse, names)).toEqual(before);
});

test('late lines of one day have that day alone computed again; files of other days stay', async () => {
  await aggregate({ warehouse });
  const before = await filesByDay('daily_summary');
  await add('late.json', [jsonLine(1), jsonLine(5)]);

  const { tables } = await aggregate({ warehouse });

  expect(tables.map(({ partitions }) => partitions)).toEqual(names.map(() => ['2025-08-21']));
  const after = await filesByDay('daily_summary');
  expect(days.filter((day) => String(after.get(day)) !== String(before.get(day)))).toEqual(['2025-08-21']);
  await expectEqualToPlainSql();
});

test('a day that is new, and lines that a replay moved, are computed too', async () => {
  await aggregate({ warehouse });
  writeFileSync(join(input, 'long.json'), fileText([jsonLine(2, { padding: 'x'.repeat(900) }), jsonLine(3, { timestamp: '2025-09-01T00:00:00Z' })]));
  await ingest({ input: [input], warehouse, maxLineBytes: 500 });
  expect((await aggregate({ warehouse })).tables[0]?.partitions).toEqual(['2025-09-01']);
  await replay({ warehouse });

  expect((await aggregate({ warehouse })).tables[0]?.partitions).toEqual(['2025-08-22']);
  await expectEqualToPlainSql();
});

test('--full computes every day again', async () => {
  await aggregate({ warehouse });

  expect((await aggregate({ warehouse, full: true })).tables.every(({ partitions }) => partitions.length === days.length)).toBe(true);
  await expectEqualToPlainSql();
});

test('a dry run tells the days, and makes no table', async () => {
  const { tables } = await aggregate({ warehouse, dryRun: true });

  expect(tables.map(({ partitions }) => partitions)).toEqual(names.map(() => days));
  await expect(tableOf(warehouse, 'daily_summary')).rejects.toMatchObject({ code: 'iceberg/table-missing' });
});

test('fails when a statement does: it is named, its table is as it was, and the others are done', async () => {
  await aggregate({ warehouse });
  const before = await snapshotIds(warehouse, names);
  await add('late.json', [jsonLine(1)]);
  const broken: Aggregate = { ...topErrors, filter: call('isNull', ref('no_such_column')) };

  await expect(aggregate({ warehouse, aggregates: [broken, ...aggregates.filter((each) => each !== topErrors)] })).rejects.toMatchObject({
    code: 'jobs/aggregates-failed', kind: 'usage', message: expect.stringMatching(/'top_errors' failed: .*no_such_column/s) as string,
  });

  const after = await snapshotIds(warehouse, names);
  expect(after['top_errors']).toBe(before['top_errors']);
  expect(after['daily_summary']).not.toBe(before['daily_summary']);
  expect((await aggregate({ warehouse })).tables.filter(({ partitions }) => partitions.length > 0).map(({ table }) => table)).toEqual(['top_errors']);
  await expectEqualToPlainSql();
});

test('each commit notes the snapshot of the logs that it was computed from', async () => {
  await aggregate({ warehouse });
  const source = String(currentSnapshot((await tableOf(warehouse, 'logs')).metadata)?.['snapshot-id']);

  const noted = names.map(async (name) => [name, currentSnapshot((await tableOf(warehouse, name)).metadata)?.summary?.['logex-source-snapshot']]);
  expect(await Promise.all(noted)).toEqual(names.map((name) => [name, source]));
});
