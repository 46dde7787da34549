import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { hourlyErrors, topPaths } from '@logex/log-schema';
import { temporaryFolder } from '@logex/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessLine, fileText, jsonLine, times } from '../__fixtures__/log-lines.ts';
import { runCli, type CliRun } from '../__fixtures__/run-cli.ts';
import { lineRows, query, snapshotIds, withReader } from '../__fixtures__/table-rows.ts';
import { aggregate } from '../aggregate/aggregate.ts';
import { audit } from '../audit/audit.ts';
import { ingest } from '../ingest/ingest.ts';
import { replay } from '../replay/replay.ts';
import { sparkAggregate, sparkAggregateSql } from './spark-aggregate.ts';
import { sparkAudit } from './spark-audit.ts';
import { sparkIngest } from './spark-ingest.ts';
import { sparkMaintain } from './spark-maintain.ts';
import { sparkReplay } from './spark-replay.ts';
import { openSparkRunner, type SparkRunner } from './spark-runner.ts';
import { sparkCreateSchema } from './spark-schema.ts';
import type { SparkJobOptions } from './spark-warehouse.ts';

let runner: SparkRunner;

beforeAll(async () => {
  runner = await openSparkRunner({ quick: true });
}, 300_000);

afterAll(() => runner.close());

/** A folder with an input of two formats, one file packed, and a warehouse of each engine. */
async function folders(): Promise<{ readonly input: string; readonly warehouse: string; readonly spark: SparkJobOptions; readonly other: string }> {
  const root = await temporaryFolder();
  const input = join(root, 'in');
  await mkdir(input);
  await writeFile(join(input, 'app.json'), fileText([...times(40, (index) => jsonLine(index)), '{"broken', jsonLine(3, { timestamp: 'never' })]));
  await writeFile(join(input, 'access.log'), fileText([...times(60, (index) => accessLine(index)), 'no log line', '']));
  await writeFile(join(input, 'old.log.gz'), gzipSync(fileText(times(30, (index) => accessLine(index, { status: 500 })))));
  const warehouse = join(root, 'spark');
  return { input, warehouse, other: join(root, 'embedded'), spark: { catalog: { type: 'hadoop', warehouse }, runner } };
}

const tables = ['logs', 'logs_rejected', 'ingested_files'];

const without = (rows: readonly Record<string, unknown>[]): Record<string, unknown>[] => rows.map(({ ingest_batch: _batch, ...row }) => row);

describe('ingest', () => {
  test('gives the same rows and the same summary as the embedded engine', async () => {
    const { input, warehouse, spark, other } = await folders();

    const summary = await sparkIngest({ ...spark, input: [input] });
    const expected = await ingest({ input: [input], warehouse: other });

    const [ours, theirs] = await withReader(async (engine) => [await lineRows(engine, warehouse), await lineRows(engine, other)] as const);
    expect(without(ours.logs)).toEqual(without(theirs.logs));
    expect(without(ours.rejected)).toEqual(without(theirs.rejected));
    const { seconds: _s, mbPerSecond: _m, engine: _e, batches: _b, ...counts } = summary;
    const { seconds: _s2, mbPerSecond: _m2, engine: _e2, batches: _b2, ...expectedCounts } = expected;
    expect(counts).toEqual(expectedCounts);
  }, 180_000);

  test('reads nothing twice, reads what was added, and each engine goes on where the other stopped', async () => {
    const { input, warehouse, spark } = await folders();
    await ingest({ input: [input], warehouse });
    const before = await snapshotIds(warehouse, tables);

    const again = await sparkIngest({ ...spark, input: [input] });
    expect(again.files).toMatchObject({ unchanged: 3, new: 0 });
    expect(await snapshotIds(warehouse, tables)).toEqual(before);

    await appendFile(join(input, 'access.log'), fileText([accessLine(7)]));
    await writeFile(join(input, 'new.json'), fileText([jsonLine(1)]));
    const more = await sparkIngest({ ...spark, input: [input] });
    expect(more).toMatchObject({ lines: 2, accepted: 2, files: { new: 1, grown: 1, unchanged: 2 } });

    await appendFile(join(input, 'new.json'), fileText([jsonLine(2)]));
    const last = await ingest({ input: [input], warehouse });
    expect(last).toMatchObject({ lines: 1, files: { grown: 1, unchanged: 3 } });
    expect(await query(warehouse, "SELECT ingest_line FROM {logs} WHERE endsWith(ingest_file, 'new.json') ORDER BY 1")).toEqual([{ ingest_line: '1' }, { ingest_line: '2' }]);
    expect(await audit(warehouse)).toMatchObject({ balanced: true });
    expect(await sparkAudit(spark)).toEqual(await audit(warehouse));
  }, 180_000);

  test('numbers the lines of files that several tasks read, and of a part of a file', async () => {
    const { input, warehouse, spark } = await folders();
    const large = join(input, 'large.log');
    const padding = 'x'.repeat(4000);
    await writeFile(large, fileText(times(20_000, (index) => accessLine(index, { path: `/${index}/${padding}` }))));

    await sparkIngest({ ...spark, input: [large] });

    expect(await query(warehouse, "SELECT count() AS n, uniqExact(ingest_line) AS lines, max(ingest_line) AS last, countIf(splitByChar('/', http_path)[2] != toString(ingest_line - 1)) AS wrong FROM {logs}"))
      .toEqual([{ n: '20000', lines: '20000', last: '20000', wrong: '0' }]);
  }, 180_000);

  test('a damaged gzip file is rejected as a whole, with the reason, and the others land', async () => {
    const { input, warehouse, spark } = await folders();
    const packed = gzipSync(fileText(times(5000, (index) => accessLine(index))));
    await writeFile(join(input, 'cut.log.gz'), packed.subarray(0, packed.length - 40));
    await writeFile(join(input, 'named.log.gz'), 'this is text\n');

    const summary = await sparkIngest({ ...spark, input: [input] });

    expect(summary).toMatchObject({ files: { new: 5, rejected: 2 }, reasons: { 'truncated-gzip': 1, 'invalid-gzip': 1 } });
    expect(await query(warehouse, "SELECT reason, ingest_line FROM {logs_rejected} WHERE endsWith(ingest_file, '.gz') ORDER BY reason")).toEqual([
      { reason: 'invalid-gzip', ingest_line: '0' },
      { reason: 'truncated-gzip', ingest_line: '0' },
    ]);
    expect(await audit(warehouse)).toMatchObject({ balanced: true });
  }, 180_000);

  test('a dry run tells what would be read and writes nothing', async () => {
    const { input, warehouse, spark } = await folders();
    await sparkCreateSchema(spark);
    const before = await snapshotIds(warehouse, tables);

    const summary = await sparkIngest({ ...spark, input: [input], dryRun: true });

    expect(summary).toMatchObject({ dryRun: true, files: { listed: 3, new: 3 }, batches: 1, lines: 0 });
    expect(await snapshotIds(warehouse, tables)).toEqual(before);
  }, 120_000);

  test('fails when a path does not exist', async () => {
    const { spark } = await folders();

    await expect(sparkIngest({ ...spark, input: ['/no/such/folder'] })).rejects.toMatchObject({ code: 'jobs/input-missing' });
  });
});

describe('aggregate', () => {
  test('gives the rows of the embedded engine, and computes only days that changed', async () => {
    const { input, warehouse, spark, other } = await folders();
    await sparkIngest({ ...spark, input: [input] });
    await ingest({ input: [input], warehouse: other });
    const definitions = [hourlyErrors, topPaths];

    const summary = await sparkAggregate({ ...spark, aggregates: definitions });
    await aggregate({ warehouse: other, aggregates: definitions });

    for (const { table } of definitions) {
      const rows = (folder: string): Promise<unknown> => query(folder, `SELECT * FROM {${table.name}} ORDER BY ALL`);
      expect(await rows(warehouse)).toEqual(await rows(other));
    }
    expect(summary.tables.map(({ table, partitions }) => [table, partitions.length])).toEqual([['hourly_errors', 4], ['top_paths', 4]]);
    const again = await sparkAggregate({ ...spark, aggregates: definitions });
    expect(again.tables.map(({ partitions }) => partitions)).toEqual([[], []]);

    await writeFile(join(input, 'late.log'), fileText([accessLine(0, { status: 500 })]));
    await ingest({ input: [input], warehouse });
    const late = await sparkAggregate({ ...spark, aggregates: definitions });
    expect(late.tables.map(({ partitions }) => partitions)).toEqual([['2025-08-20'], ['2025-08-20']]);
    expect((await aggregate({ warehouse, aggregates: definitions })).tables.map(({ partitions }) => partitions)).toEqual([[], []]);
  }, 240_000);

  test("a user's own SELECT becomes a table, and anything else is refused", async () => {
    const { input, warehouse, spark } = await folders();
    await ingest({ input: [input], warehouse });
    const file = join(input, 'by_level.sql');
    const run = async (sql: string): Promise<unknown> => {
      await writeFile(file, sql);
      return sparkAggregateSql({ ...spark, file });
    };

    await run('SELECT level, count(*) AS lines FROM logs WHERE level IS NOT NULL GROUP BY level;\n');

    expect(await query(warehouse, 'SELECT level, lines FROM {by_level} ORDER BY level')).toEqual([{ level: 'ERROR', lines: '13' }, { level: 'INFO', lines: '14' }, { level: 'WARN', lines: '13' }]);
    for (const refused of ['DROP TABLE logs', 'DELETE FROM logs', 'SELECT 1 AS x; DROP TABLE logs', 'INSERT INTO logs SELECT * FROM logs', 'SELECT missing FROM logs']) {
      await expect(run(refused)).rejects.toMatchObject({ code: 'jobs/statement-failed', kind: 'usage' });
    }
    expect(await query(warehouse, 'SELECT count() > 0 AS stands FROM {logs}')).toEqual([{ stands: 1 }]);
  }, 180_000);
});

describe('replay', () => {
  test('moves lines that parse by now, and leaves the others', async () => {
    const { input, warehouse, spark } = await folders();
    await writeFile(join(input, 'long.json'), fileText([jsonLine(1, { message: 'y'.repeat(3000) })]));
    await sparkIngest({ ...spark, input: [input], maxLineBytes: 2000 });

    expect(await sparkReplay({ ...spark, dryRun: true })).toMatchObject({ read: 5, moved: 1, kept: 4 });
    expect(await sparkReplay({ ...spark, reason: 'line-too-long' })).toMatchObject({ read: 1, moved: 1, kept: 0 });
    expect(await sparkReplay({ ...spark, reason: 'line-too-long' })).toMatchObject({ read: 0, moved: 0 });
    expect(await replay({ warehouse })).toMatchObject({ read: 4, moved: 0 });
    expect(await query(warehouse, "SELECT ingest_line, length(message) AS length FROM {logs} WHERE endsWith(ingest_file, 'long.json')")).toEqual([{ ingest_line: '1', length: '3000' }]);
    expect(await audit(warehouse)).toMatchObject({ balanced: true });
  }, 240_000);
});

test('maintenance makes fewer files of many, drops old days, and leaves the rows that stay', async () => {
  const { input, warehouse, spark } = await folders();
  for (let round = 0; round < 3; round++) {
    await writeFile(join(input, `more-${round}.log`), fileText(times(8, (index) => accessLine(index))));
    await ingest({ input: [input], warehouse });
  }
  await sparkAggregate({ ...spark, aggregates: [hourlyErrors] });
  const rows = (): Promise<unknown> => query(warehouse, 'SELECT * FROM {logs} ORDER BY ingest_file, ingest_line');
  const before = await rows();

  const summary = await sparkMaintain(spark);
  const logs = summary.tables.find(({ table }) => table === 'logs');

  expect(logs?.compacted).toBeGreaterThan(4);
  expect(logs?.after.files).toBe(4);
  expect(logs?.after.rows).toBe(logs?.before.rows);
  expect(await rows()).toEqual(before);
  const unchanged = await sparkAggregate({ ...spark, aggregates: [hourlyErrors] });
  expect(unchanged.tables.map(({ partitions }) => partitions)).toEqual([[]]);
  expect((await ingest({ input: [input], warehouse })).lines).toBe(0);
  expect(await audit(warehouse)).toMatchObject({ balanced: true });

  const emptied = await sparkMaintain({ ...spark, retentionDays: 30 });
  expect(emptied.tables.find(({ table }) => table === 'logs')?.after.rows).toBe(0);
  await expect(sparkMaintain({ ...spark, orphanHours: 1 })).rejects.toMatchObject({ code: 'jobs/option-not-allowed' });
}, 300_000);

test('fails when another job works in the folder, of whichever engine', async () => {
  const { spark, warehouse, input } = await folders();
  await ingest({ input: [input], warehouse });
  await writeFile(join(input, 'more.json'), fileText([jsonLine(9)]));

  let refused: Promise<CliRun> | undefined;
  const during = { ...runner, run: async (...args: Parameters<SparkRunner['run']>) => {
    refused ??= runCli(['ingest', '-i', input, '-w', warehouse, '--json']);
    await refused;
    return runner.run(...args);
  } };
  const summary = await sparkIngest({ ...spark, runner: during, input: [input] });

  expect(summary).toMatchObject({ lines: 1 });
  expect(await refused).toMatchObject({ code: 3, last: { error: { code: 'jobs/warehouse-busy' } } });
  expect(await audit(warehouse)).toMatchObject({ balanced: true });
}, 120_000);
