import { cp, mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@logex/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessLine, fileText, jsonLine, times } from '../__fixtures__/log-lines.ts';
import { query, snapshotIds } from '../__fixtures__/table-rows.ts';
import { audit } from '../audit/audit.ts';
import { ingest } from '../ingest/ingest.ts';
import { replay } from '../replay/replay.ts';
import { killedAt, quickRunner } from './__fixtures__/quick-runner.ts';
import { sparkIngest } from './spark-ingest.ts';
import { sparkReplay } from './spark-replay.ts';
import type { SparkRunner } from './spark-runner.ts';
import type { SparkJobOptions } from './spark-warehouse.ts';

const tables = ['logs', 'logs_rejected', 'ingested_files'];

/** Lines of both families, accepted and rejected, in two files. */
const accepted = 10;
const rejected = 2;

let runner: SparkRunner;

beforeAll(async () => {
  runner = await quickRunner();
}, 900_000);

afterAll(() => runner.close());

interface Trial {
  readonly input: string;
  readonly warehouse: string;
  readonly spark: SparkJobOptions;
}

async function trial(): Promise<Trial> {
  const root = temporaryFolder();
  const input = join(root, 'in');
  await mkdir(input);
  await writeFile(join(input, 'a.json'), fileText([...times(5, (index) => jsonLine(index)), '{"broken']));
  await writeFile(join(input, 'b.log'), fileText([...times(5, (index) => accessLine(index)), 'no log line']));
  const warehouse = join(root, 'lake');
  return { input, warehouse, spark: { catalog: { type: 'hadoop', warehouse }, runner } };
}

/** Kills an ingest at a step, and gives the way back to what it leaves. */
async function killedIngest({ input, spark, warehouse }: Trial, step: string): Promise<() => Promise<void>> {
  await killedAt(step, (driver) => sparkIngest({ ...spark, runner: driver, input: [input] }));
  return wayBack(warehouse);
}

async function wayBack(warehouse: string): Promise<() => Promise<void>> {
  const left = `${warehouse}-left`;
  await cp(warehouse, left, { recursive: true });
  return async () => {
    await rm(warehouse, { recursive: true });
    await cp(left, warehouse, { recursive: true });
  };
}

/** Every line once, in one of the two tables. */
async function expectEveryLineOnce(warehouse: string, ofLogs = accepted, ofRejected = rejected): Promise<void> {
  const counts = (table: string): string => `SELECT count() AS lines, uniqExact(ingest_file, ingest_line) AS different FROM {${table}}`;
  const once = (lines: number): unknown => ({ lines: String(lines), different: String(lines) });
  expect(await query(warehouse, counts('logs'))).toEqual([once(ofLogs)]);
  expect(await query(warehouse, counts('logs_rejected'))).toEqual([once(ofRejected)]);
  expect(await audit(warehouse)).toMatchObject({ balanced: true, lines: ofLogs + ofRejected });
}

test.each([
  ['before:claim batches', 0],
  ['after:count lines', 1],
  ['after:write logs', 1],
  ['after:close batch', 0],
])('an ingest whose driver is killed %s is finished by the next one, every line once', async (step, recovered) => {
  const given = await trial();
  const { input, warehouse, spark } = given;
  await killedIngest(given, step);

  const summary = await sparkIngest({ ...spark, input: [input] });

  expect(summary.recovered).toBe(recovered);
  await expectEveryLineOnce(warehouse);
  const settled = await snapshotIds(warehouse, tables);
  expect(await ingest({ input: [input], warehouse })).toMatchObject({ lines: 0, files: { unchanged: 2 } });
  expect(await snapshotIds(warehouse, tables)).toEqual(settled);
}, 900_000);

describe('an ingest whose driver is killed after its batch is claimed', () => {
  let given: Trial;
  let goBack: () => Promise<void>;

  beforeAll(async () => {
    given = await trial();
    goBack = await killedIngest(given, 'after:claim batches');
  }, 900_000);

  test.each([['Spark', sparkIngest], ['the embedded engine', ingest]] as const)('is finished by %s', async (_engine, job) => {
    await goBack();

    const summary = await job({ ...given.spark, warehouse: given.warehouse, input: [given.input] });

    expect(summary).toMatchObject({ recovered: 1, lines: 12 });
    await expectEveryLineOnce(given.warehouse);
  }, 900_000);

  test('leaves a file that went away or was rewritten meanwhile to the next run', async () => {
    await goBack();
    await rm(join(given.input, 'a.json'));
    await writeFile(join(given.input, 'b.log'), fileText([accessLine(1)]));
    await utimes(join(given.input, 'b.log'), 1, 1);

    const summary = await sparkIngest({ ...given.spark, input: [given.input] });

    expect(summary).toMatchObject({ recovered: 1, lines: 1, files: { withdrawn: 2 } });
    await expectEveryLineOnce(given.warehouse, 1, 0);
  }, 900_000);
});

describe('an ingest whose driver is killed between its commits', () => {
  let given: Trial;
  let goBack: () => Promise<void>;

  beforeAll(async () => {
    given = await trial();
    goBack = await killedIngest(given, 'after:write rejected');
  }, 900_000);

  test('is refused by the embedded engine, and finished by Spark', async () => {
    await expect(ingest({ input: [given.input], warehouse: given.warehouse })).rejects.toMatchObject({ code: 'jobs/batch-of-spark' });

    expect(await sparkIngest({ ...given.spark, input: [given.input] })).toMatchObject({ recovered: 1, lines: 12 });

    await expectEveryLineOnce(given.warehouse);
  }, 900_000);

  test('takes back the rejected lines of a file that was rewritten, and reads what is there then', async () => {
    await goBack();
    await writeFile(join(given.input, 'b.log'), fileText([...times(3, (index) => accessLine(index + 100)), 'still none', 'nor this']));

    const first = await sparkIngest({ ...given.spark, input: [given.input] });
    const second = await sparkIngest({ ...given.spark, input: [given.input] });

    expect([first.lines + second.lines, first.files.withdrawn]).toEqual([11, 2]);
    await expectEveryLineOnce(given.warehouse, 8, 3);
  }, 900_000);
});

describe('a replay whose driver is killed between its commits', () => {
  let given: Trial;
  let goBack: () => Promise<void>;

  beforeAll(async () => {
    given = await trial();
    const { input, warehouse, spark } = given;
    await writeFile(join(input, 'long.json'), fileText([jsonLine(1, { message: 'y'.repeat(3000) })]));
    await ingest({ input: [input], warehouse, maxLineBytes: 2000 });
    await killedAt('after:append moved lines', (driver) => sparkReplay({ ...spark, runner: driver }));
    goBack = await wayBack(warehouse);
  }, 900_000);

  test.each([
    ['an ingest on Spark', () => sparkIngest({ ...given.spark, input: [given.input] })],
    ['a replay of the embedded engine', () => replay({ warehouse: given.warehouse })],
  ])('is finished by %s', async (_job, job) => {
    await goBack();

    await job();

    await expectEveryLineOnce(given.warehouse, accepted + 1);
  }, 900_000);
});
