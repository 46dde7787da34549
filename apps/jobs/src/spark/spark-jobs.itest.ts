import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { hourlyErrors, topPaths } from '@logex/log-schema';
import { temporaryFolder } from '@logex/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessLine, fileText, jsonLine, times } from '../__fixtures__/log-lines.ts';
import { runCli, type CliRun } from '../__fixtures__/run-cli.ts';
import { lineRows, query, snapshotIds, withReader, type Row } from '../__fixtures__/table-rows.ts';
import { aggregate } from '../aggregate/aggregate.ts';
import { audit } from '../audit/audit.ts';
import { ingest } from '../ingest/ingest.ts';
import type { IngestSummary } from '../ingest/ingest-summary.ts';
import type { JobPlan, PlanStep } from '../plan/job-plan.ts';
import { replay } from '../replay/replay.ts';
import { quickRunner } from './__fixtures__/quick-runner.ts';
import { sparkAggregate, sparkAggregateSql } from './spark-aggregate.ts';
import { sparkAudit } from './spark-audit.ts';
import { sparkIngest } from './spark-ingest.ts';
import { sparkMaintain } from './spark-maintain.ts';
import { sparkReplay } from './spark-replay.ts';
import type { SparkRunner } from './spark-runner.ts';
import { createSchemaPlan, sparkCreateSchema } from './spark-schema.ts';
import type { SparkJobOptions } from './spark-warehouse.ts';

// One story: each test goes on with the tables that the ones before it left.
let runner: SparkRunner;
let input = '';
/** Warehouses of Spark, and of the embedded engine. */
let warehouse = '';
let other = '';
let spark: SparkJobOptions;
let summary: IngestSummary;

const definitions = [hourlyErrors, topPaths];
const tables = ['logs', 'logs_rejected', 'ingested_files'];

beforeAll(async () => {
  runner = await quickRunner();
  const root = temporaryFolder();
  [input, warehouse, other] = [join(root, 'in'), join(root, 'spark'), join(root, 'embedded')];
  spark = { catalog: { type: 'hadoop', warehouse }, runner };
  await mkdir(input);
  await writeFile(join(input, 'app.json'), fileText([...times(40, (index) => jsonLine(index)), '{"broken', jsonLine(3, { timestamp: 'never' })]));
  await writeFile(join(input, 'access.log'), fileText([...times(60, (index) => accessLine(index)), 'no log line', '']));
  await writeFile(join(input, 'old.log.gz'), gzipSync(fileText(times(30, (index) => accessLine(index, { status: 500 })))));
  await writeFile(join(input, 'long.json'), fileText([jsonLine(1, { message: 'y'.repeat(3000) })]));
  const packed = gzipSync(fileText(times(1000, (index) => accessLine(index))));
  await writeFile(join(input, 'cut.log.gz'), packed.subarray(0, packed.length - 40));
  await writeFile(join(input, 'named.log.gz'), 'this is text\n');
}, 900_000);

afterAll(() => runner.close());

/** A copy of a plan that reads lines in chunks of so many bytes. */
function inChunks(plan: JobPlan, chunkBytes: number): JobPlan {
  const smaller = (step: PlanStep): PlanStep => {
    if (step.kind === 'for-each') return { ...step, steps: step.steps.map(smaller) };
    return step.kind === 'read-lines' ? { ...step, chunkBytes } : step;
  };
  return { ...plan, steps: plan.steps.map(smaller) };
}

/** Rows without their batch; what a library says of a damaged file is its own. */
const comparable = (rows: readonly Row[]): Row[] => rows.map(({ ingest_batch: _batch, detail, ...row }) => ({ ...row, detail: row['ingest_line'] === '0' ? null : detail }));

test('a dry run tells what would be read and writes nothing', async () => {
  await sparkCreateSchema(spark);
  const before = await snapshotIds(warehouse, tables);

  expect(await sparkIngest({ ...spark, input: [input], dryRun: true })).toMatchObject({ dryRun: true, files: { listed: 6, new: 6 }, batches: 1, lines: 0 });
  expect(await snapshotIds(warehouse, tables)).toEqual(before);
}, 900_000);

test('an ingest gives the rows and the summary of the embedded engine; damaged files are rejected whole, with the reason', async () => {
  summary = await sparkIngest({ ...spark, input: [input], maxLineBytes: 2000 });
  const expected = await ingest({ input: [input], warehouse: other, maxLineBytes: 2000 });

  const [ours, theirs] = await withReader(async (engine) => [await lineRows(engine, warehouse), await lineRows(engine, other)] as const);
  expect(comparable(ours.logs)).toEqual(comparable(theirs.logs));
  expect(comparable(ours.rejected)).toEqual(comparable(theirs.rejected));
  const { seconds: _s, mbPerSecond: _m, engine: _e, batches: _b, ...counts } = summary;
  const { seconds: _s2, mbPerSecond: _m2, engine: _e2, batches: _b2, ...expectedCounts } = expected;
  expect(counts).toEqual(expectedCounts);
  expect(summary).toMatchObject({ files: { new: 6, rejected: 2 }, reasons: { 'truncated-gzip': 1, 'invalid-gzip': 1, 'line-too-long': 1 } });
  expect(await query(warehouse, "SELECT reason, ingest_line FROM {logs_rejected} WHERE endsWith(ingest_file, '.gz') ORDER BY reason")).toEqual([
    { reason: 'invalid-gzip', ingest_line: '0' },
    { reason: 'truncated-gzip', ingest_line: '0' },
  ]);
}, 900_000);

test('aggregates are those of the embedded engine, and only days that changed are computed', async () => {
  const computed = await sparkAggregate({ ...spark, aggregates: definitions });
  await aggregate({ warehouse: other, aggregates: definitions });

  for (const { table } of definitions) {
    const rows = (folder: string): Promise<unknown> => query(folder, `SELECT * FROM {${table.name}} ORDER BY ALL`);
    expect(await rows(warehouse)).toEqual(await rows(other));
  }
  expect(computed.tables.map(({ table, partitions }) => [table, partitions.length])).toEqual([['hourly_errors', 4], ['top_paths', 4]]);
  expect((await aggregate({ warehouse, aggregates: definitions })).tables.map(({ partitions }) => partitions)).toEqual([[], []]);

  await writeFile(join(input, 'late.log'), fileText([accessLine(0, { status: 500 })]));
  await ingest({ input: [input], warehouse });
  const late = await sparkAggregate({ ...spark, aggregates: definitions });
  expect(late.tables.map(({ partitions }) => partitions)).toEqual([['2025-08-20'], ['2025-08-20']]);
  expect((await sparkAggregate({ ...spark, aggregates: [hourlyErrors] })).tables.map(({ partitions }) => partitions)).toEqual([[]]);
}, 900_000);

test('a replay moves lines that parse by now, and leaves the others', async () => {
  expect(await sparkReplay({ ...spark, dryRun: true })).toMatchObject({ read: 5, moved: 1, kept: 4 });
  expect(await sparkReplay({ ...spark, reason: 'line-too-long' })).toMatchObject({ read: 1, moved: 1, kept: 0 });
  expect(await sparkReplay({ ...spark, reason: 'line-too-long' })).toMatchObject({ read: 0, moved: 0 });
  expect(await replay({ warehouse })).toMatchObject({ read: 4, moved: 0 });
  expect(await query(warehouse, "SELECT ingest_line, length(message) AS length FROM {logs} WHERE endsWith(ingest_file, 'long.json')")).toEqual([{ ingest_line: '1', length: '3000' }]);
  expect(await audit(warehouse)).toMatchObject({ balanced: true });
}, 900_000);

test("a user's own SELECT becomes a table, and anything else is refused", async () => {
  const file = join(input, 'by_level.sql');
  const run = async (sql: string): Promise<unknown> => {
    await writeFile(file, sql);
    return sparkAggregateSql({ ...spark, file });
  };

  await run('SELECT level, count(*) AS lines FROM logs WHERE level IS NOT NULL GROUP BY level;\n');

  expect(await query(warehouse, 'SELECT level, lines FROM {by_level} ORDER BY level')).toEqual([{ level: 'ERROR', lines: '13' }, { level: 'INFO', lines: '14' }, { level: 'WARN', lines: '14' }]);
  for (const refused of ['DROP TABLE logs', 'DELETE FROM logs', 'SELECT 1 AS x; DROP TABLE logs', 'INSERT INTO logs SELECT * FROM logs', 'SELECT missing FROM logs']) {
    await expect(run(refused)).rejects.toMatchObject({ code: 'jobs/statement-failed', kind: 'usage' });
  }
  expect(await query(warehouse, 'SELECT count() > 0 AS stands FROM {logs}')).toEqual([{ stands: 1 }]);
  await rm(file);
}, 900_000);

test('nothing is read twice, what was added is, and each engine goes on where the other stopped', async () => {
  await appendFile(join(input, 'access.log'), fileText([accessLine(7)]));
  await writeFile(join(input, 'new.json'), fileText([jsonLine(1)]));
  const large = join(input, 'large.log');
  await writeFile(large, fileText(times(400, (index) => accessLine(index, { path: `/${index}/${'x'.repeat(index % 90)}` }))));
  const chunked: SparkRunner = { ...runner, run: (plan, onEvent) => runner.run(inChunks(plan, 4096), onEvent) };

  const more = await sparkIngest({ ...spark, runner: chunked, input: [input] });

  expect(more).toMatchObject({ lines: 402, accepted: 402, files: { new: 2, grown: 1, unchanged: 6 } });
  const lines = await query(warehouse, `SELECT count() AS n, uniqExact(ingest_line) AS lines, max(ingest_line) AS last, countIf(splitByChar('/', http_path)[2] != toString(ingest_line - 1)) AS wrong
    FROM {logs} WHERE endsWith(ingest_file, 'large.log')`);
  expect(lines).toEqual([{ n: '400', lines: '400', last: '400', wrong: '0' }]);
  await appendFile(join(input, 'new.json'), fileText([jsonLine(2)]));
  expect(await ingest({ input: [input], warehouse })).toMatchObject({ lines: 1, files: { grown: 1, unchanged: 8 } });
  expect(await query(warehouse, "SELECT ingest_line FROM {logs} WHERE endsWith(ingest_file, 'new.json') ORDER BY 1")).toEqual([{ ingest_line: '1' }, { ingest_line: '2' }]);
  const settled = await snapshotIds(warehouse, tables);
  expect((await sparkIngest({ ...spark, input: [input] })).files).toMatchObject({ unchanged: 9, new: 0 });
  expect(await snapshotIds(warehouse, tables)).toEqual(settled);
  expect(await audit(warehouse)).toMatchObject({ balanced: true });
  expect(await sparkAudit(spark)).toEqual(await audit(warehouse));
}, 900_000);

test('fails when another job works in the folder, of whichever engine; when a plan is of another version; when an input does not exist', async () => {
  let refused: Promise<CliRun> | undefined;
  const during: SparkRunner = { ...runner, run: async (plan, onEvent) => {
    refused ??= runCli(['ingest', '-i', input, '-w', warehouse, '--json']);
    await refused;
    return runner.run(plan, onEvent);
  } };

  await sparkAggregate({ ...spark, runner: during, aggregates: definitions });

  expect(await refused).toMatchObject({ code: 3, last: { error: { code: 'jobs/warehouse-busy' } } });
  await expect(runner.run({ ...createSchemaPlan(spark.catalog), version: 2 as 1 })).rejects.toMatchObject({ code: 'jobs/plan-refused', message: expect.stringContaining('this runner reads version 1') as string });
  await expect(sparkIngest({ ...spark, input: ['/no/such/folder'] })).rejects.toMatchObject({ code: 'jobs/input-missing' });
}, 900_000);

test('maintenance makes fewer files of many, drops old days, and leaves the rows that stay', async () => {
  const rows = (): Promise<unknown> => query(warehouse, 'SELECT * FROM {logs} ORDER BY ingest_file, ingest_line');
  const before = await rows();

  const { tables: maintained } = await sparkMaintain(spark);
  const logs = maintained.find(({ table }) => table === 'logs');

  expect(logs).toMatchObject({ settings: { retentionDays: null, snapshotsKept: 50, snapshotHours: 120, orphanHours: 72 } });
  expect(logs?.compacted).toBeGreaterThan(4);
  expect(logs?.after.files).toBe(4);
  expect(logs?.after.rows).toBe(logs?.before.rows);
  expect(await rows()).toEqual(before);
  expect((await sparkAggregate({ ...spark, aggregates: [hourlyErrors] })).tables.map(({ partitions }) => partitions)).toEqual([[]]);
  expect((await ingest({ input: [input], warehouse })).lines).toBe(0);
  expect(await audit(warehouse)).toMatchObject({ balanced: true });

  const emptied = await sparkMaintain({ ...spark, retentionDays: 30 });
  expect(emptied.tables.find(({ table }) => table === 'logs')?.after.rows).toBe(0);
  await expect(sparkMaintain({ ...spark, orphanHours: 1 })).rejects.toMatchObject({ code: 'jobs/option-not-allowed' });
}, 900_000);
