import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@logex/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessLine, fileText, jsonLine, times } from '../__fixtures__/log-lines.ts';
import { query, snapshotIds } from '../__fixtures__/table-rows.ts';
import { audit } from '../audit/audit.ts';
import { ingest } from '../ingest/ingest.ts';
import { replay } from '../replay/replay.ts';
import { sparkIngest } from './spark-ingest.ts';
import { sparkReplay } from './spark-replay.ts';
import { openSparkRunner, type SparkRunner } from './spark-runner.ts';
import type { SparkJobOptions } from './spark-warehouse.ts';

let runner: SparkRunner;

beforeAll(async () => {
  runner = await openSparkRunner({ quick: true });
}, 300_000);

afterAll(() => runner.close());

/** A runner that is stopped at a step, as if it were killed there. */
const stopped = (stopAt: string): SparkRunner => ({ ...runner, run: (plan, onEvent) => runner.run(plan, onEvent, stopAt) });

interface Trial {
  readonly input: string;
  readonly warehouse: string;
  readonly spark: SparkJobOptions;
}

async function trial(): Promise<Trial> {
  const root = await temporaryFolder();
  const input = join(root, 'in');
  await mkdir(input);
  await writeFile(join(input, 'a.json'), fileText([...times(20, (index) => jsonLine(index)), '{"broken']));
  await writeFile(join(input, 'b.log'), fileText([...times(30, (index) => accessLine(index)), 'no log line']));
  const warehouse = join(root, 'lake');
  return { input, warehouse, spark: { catalog: { type: 'hadoop', warehouse }, runner } };
}

/** Every line once, in one of the two tables. */
async function expectEveryLineOnce(warehouse: string, accepted: number, rejected: number): Promise<void> {
  const counts = (table: string): Promise<unknown> =>
    query(warehouse, `SELECT count() AS lines, uniqExact(ingest_file, ingest_line) AS different FROM {${table}}`);
  expect(await counts('logs')).toEqual([{ lines: String(accepted), different: String(accepted) }]);
  expect(await counts('logs_rejected')).toEqual([{ lines: String(rejected), different: String(rejected) }]);
  expect(await audit(warehouse)).toMatchObject({ balanced: true, lines: accepted + rejected });
}

const steps = ['before:claim batches', 'after:claim batches', 'after:parse lines', 'after:write rejected', 'after:write logs', 'after:close batch'];

test.each(steps)('an ingest that ends %s is finished by the next one, every line once', async (step) => {
  const { input, warehouse, spark } = await trial();

  await expect(sparkIngest({ ...spark, runner: stopped(step), input: [input] })).rejects.toThrow('stopped');
  const summary = await sparkIngest({ ...spark, input: [input] });

  expect(summary.recovered).toBe(['before:claim batches', 'after:close batch'].includes(step) ? 0 : 1);
  await expectEveryLineOnce(warehouse, 50, 2);
  const settled = await snapshotIds(warehouse, ['logs', 'logs_rejected', 'ingested_files']);
  await ingest({ input: [input], warehouse });
  expect(await snapshotIds(warehouse, ['logs', 'logs_rejected', 'ingested_files'])).toEqual(settled);
}, 180_000);

test('the embedded engine finishes a batch that Spark claimed', async () => {
  const { input, warehouse, spark } = await trial();

  await expect(sparkIngest({ ...spark, runner: stopped('after:claim batches'), input: [input] })).rejects.toThrow('stopped');
  const summary = await ingest({ input: [input], warehouse });

  expect(summary.recovered).toBe(1);
  await expectEveryLineOnce(warehouse, 50, 2);
}, 180_000);

test('fails when the embedded engine meets a batch between the commits of Spark; Spark finishes it', async () => {
  const { input, warehouse, spark } = await trial();

  await expect(sparkIngest({ ...spark, runner: stopped('after:write rejected'), input: [input] })).rejects.toThrow('stopped');
  await expect(ingest({ input: [input], warehouse })).rejects.toMatchObject({ code: 'jobs/batch-of-spark' });
  await sparkIngest({ ...spark, input: [input] });

  await expectEveryLineOnce(warehouse, 50, 2);
}, 180_000);

test('a file that is rewritten after its rejected lines were committed: they are taken back, and what is there then is read', async () => {
  const { input, warehouse, spark } = await trial();
  await expect(sparkIngest({ ...spark, runner: stopped('after:write rejected'), input: [input] })).rejects.toThrow('stopped');
  await writeFile(join(input, 'b.log'), fileText([...times(3, (index) => accessLine(index + 100)), 'still none', 'nor this']));

  const first = await sparkIngest({ ...spark, input: [input] });
  const second = await sparkIngest({ ...spark, input: [input] });

  expect([first.lines + second.lines, first.files.withdrawn]).toEqual([26, 2]);
  await expectEveryLineOnce(warehouse, 23, 3);
}, 180_000);

test('a file that goes away or is rewritten between listing and reading is left to the next run', async () => {
  const { input, warehouse, spark } = await trial();
  await expect(sparkIngest({ ...spark, runner: stopped('after:claim batches'), input: [input] })).rejects.toThrow('stopped');
  await rm(join(input, 'a.json'));
  await writeFile(join(input, 'b.log'), fileText([accessLine(1)]));
  await utimes(join(input, 'b.log'), 1, 1);

  const summary = await sparkIngest({ ...spark, input: [input] });

  expect(summary).toMatchObject({ recovered: 1, lines: 1, files: { withdrawn: 2 } });
  await expectEveryLineOnce(warehouse, 1, 0);
}, 180_000);

test.each(['spark', 'embedded'])('a replay that ends between its commits is finished by the %s engine', async (engine) => {
  const { input, warehouse, spark } = await trial();
  await writeFile(join(input, 'long.json'), fileText([jsonLine(1, { message: 'y'.repeat(3000) })]));
  await sparkIngest({ ...spark, input: [input], maxLineBytes: 2000 });

  await expect(sparkReplay({ ...spark, runner: stopped('after:append moved lines') })).rejects.toThrow('stopped');
  if (engine === 'spark') await sparkIngest({ ...spark, input: [input] });
  else await replay({ warehouse });

  await expectEveryLineOnce(warehouse, 51, 2);
}, 180_000);

test('a driver that is killed leaves nothing that the next one stumbles over', async () => {
  const { input, warehouse, spark } = await trial();
  const { runner: _shared, ...alone } = spark;

  await expect(sparkIngest({ ...alone, quick: true, stopAt: 'after:write logs', input: [input] })).rejects.toMatchObject({ code: 'jobs/spark-died', retry: true });
  await sparkIngest({ ...spark, input: [input] });

  await expectEveryLineOnce(warehouse, 50, 2);
}, 180_000);
