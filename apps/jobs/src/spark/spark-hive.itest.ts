import { hourlyErrors, type LogexError } from '@logex/log-schema';
import { faultProxy, hiveMetastore, s3Server, type FaultProxy, type HiveMetastore, type S3Server } from '@logex/testing';
import type { LogClient } from '@logex/query-sdk';
import { createEmbeddedLogClient } from '@logex/query-sdk/embedded';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessLine, fileText, jsonLine, times } from '../__fixtures__/log-lines.ts';
import { quickRunner } from './__fixtures__/quick-runner.ts';
import { sparkMigrate } from '../migrate/spark-migrate.ts';
import { sparkAggregate } from './spark-aggregate.ts';
import { sparkAudit } from './spark-audit.ts';
import { sparkIngest } from './spark-ingest.ts';
import { metastoreLocks } from './spark-locks.ts';
import { sparkMaintain } from './spark-maintain.ts';
import type { SparkRunner } from './spark-runner.ts';
import { sparkCreateSchema } from './spark-schema.ts';
import type { SparkJobOptions } from './spark-warehouse.ts';

// One story: each test goes on with the tables that the ones before it left. The last one counts the lines of all.
let s3: S3Server;
let proxy: FaultProxy;
let metastore: HiveMetastore;
let runner: SparkRunner;
/** A second driver, which one of the tests kills. */
let rival: SparkRunner;
/** Lines by file that every ingest together has to bring in once. */
const expected = new Map<string, number>();

beforeAll(async () => {
  s3 = await s3Server();
  proxy = await faultProxy(s3.endpoint);
  metastore = await hiveMetastore({ warehouse: `s3a://${s3.bucket}/hive`, s3 });
  const environment = { ...s3.environment, AWS_ENDPOINT_URL_S3: proxy.endpoint };
  const settings = { 'spark.hadoop.fs.s3a.retry.interval': '50ms', 'spark.hadoop.fs.s3a.connection.timeout': '5000', 'spark.hadoop.iceberg.hive.lock-timeout-ms': '3000' };
  [runner, rival] = await Promise.all([quickRunner({ environment, settings }), quickRunner({ environment, settings })]);
}, 1_200_000);

afterAll(() => Promise.all([runner.close(), rival.close()]));

const lake = (driver: SparkRunner = runner): SparkJobOptions => ({
  catalog: { type: 'hive', warehouse: `s3a://${s3.bucket}/warehouse`, metastore: metastore.uri },
  runner: driver,
});

/** Puts an object; the server wants a signature and does not check it. */
async function put(key: string, text: string): Promise<void> {
  const response = await fetch(`${s3.endpoint}/${s3.bucket}/${key}`, {
    method: 'PUT',
    body: text,
    headers: { Authorization: `AWS4-HMAC-SHA256 Credential=${s3.environment.AWS_ACCESS_KEY_ID}/20250101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0` },
  });
  expect(response.status).toBe(200);
}

/** Puts access lines that are to be brought in, and gives the address of their folder. */
async function raw(folder: string, files: Readonly<Record<string, readonly string[]>>): Promise<string> {
  const uri = `s3a://${s3.bucket}/raw/${folder}`;
  for (const [name, lines] of Object.entries(files)) {
    await put(`raw/${folder}/${name}`, fileText(lines));
    expected.set(`${uri}/${name}`, lines.length);
  }
  return uri;
}

/** The query SDK over the tables in the object store; its engine takes credentials from the environment of the process. */
async function openClient(): Promise<LogClient> {
  Object.assign(process.env, s3.environment);
  return createEmbeddedLogClient({ warehouse: `${s3.endpoint}/${s3.bucket}/warehouse` });
}

test('logs of an object store become tables there, by way of the metastore, and ClickHouse reads them', async () => {
  const input = await raw('first', { 'app.json': [...times(40, (index) => jsonLine(index)), '{"broken'], '2025/access.log': times(60, (index) => accessLine(index)) });

  await sparkCreateSchema(lake());
  const migrated = await sparkMigrate(lake());
  const summary = await sparkIngest({ ...lake(), input: [input] });
  await sparkAggregate({ ...lake(), aggregates: [hourlyErrors] });
  const again = await sparkIngest({ ...lake(), input: [input] });
  const maintained = await sparkMaintain(lake());

  expect(new Set(migrated.tables.map(({ state }) => state))).toEqual(new Set(['current']));
  expect(summary).toMatchObject({ lines: 101, accepted: 100, rejected: 1, files: { new: 2 } });
  expect(again).toMatchObject({ lines: 0, files: { unchanged: 2 } });
  expect(maintained.tables.find(({ table }) => table === 'logs')?.after.rows).toBe(100);
  await using client = await openClient();
  const levels = await client.ask('level-overview', { from: '2025-08-20T00:00:00Z', to: '2025-08-24T00:00:00Z' });
  expect(Object.fromEntries(levels.map(({ level, log_count: count }) => [level, Number(count)]))).toEqual({ ERROR: 13, INFO: 14, WARN: 13, null: 60 });
  const inDay = client.from('logs').select('level').timeRange({ from: '2025-08-20T00:00:00Z', to: '2025-08-21T00:00:00Z' });
  const inAll = client.from('logs').select('level').timeRange({ from: '2025-08-20T00:00:00Z', to: '2025-08-24T00:00:00Z' });
  expect((await client.explain(inAll)).partitions).toHaveLength(4);
  expect((await client.explain(inDay)).partitions?.map(({ day, rows }) => [day, rows])).toEqual([['2025-08-20', 25]]);
}, 1_200_000);

test('of two drivers at once each ends well or says so', async () => {
  const input = await raw('both', Object.fromEntries(times(3, (file) => [`${file}.log`, times(8, (index) => accessLine(index))])));

  const outcomes = await Promise.allSettled([runner, rival].map((driver) => sparkIngest({ ...lake(driver), input: [input], batchBytes: 1000 })));

  const faults = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [(outcome.reason as LogexError).code] : []));
  expect(faults.filter((code) => code !== 'jobs/commit-conflict')).toEqual([]);
  await sparkIngest({ ...lake(), input: [input] });
}, 1_200_000);

test('an ingest gets through an object store that is busy, slow, and drops connections', async () => {
  const input = await raw('shaken', { 'a.log': times(8, (index) => accessLine(index)), 'b.log': times(8, (index) => accessLine(index)) });
  proxy.fail(({ method, count }) => {
    if (count % 7 === 3) return { kind: 'status', status: 503 };
    if (count % 11 === 5) return { kind: 'slow', milliseconds: 200 };
    return method === 'GET' && count % 13 === 6 ? { kind: 'drop' } : undefined;
  });

  const summary = await sparkIngest({ ...lake(), input: [input] });
  const faults = proxy.faults();
  proxy.fail();

  expect(summary).toMatchObject({ lines: 16, accepted: 16 });
  expect(faults).toBeGreaterThan(5);
}, 1_200_000);

test('an object that is overwritten between listing and reading is left to the next run, which reads what is there then', async () => {
  const key = 'changed/a.log';
  const input = await raw('changed', { 'a.log': times(8, (index) => accessLine(index)), 'b.log': times(8, (index) => accessLine(index)) });
  let overwritten: Promise<string> | undefined;
  const watched: SparkRunner = { ...runner, run: (plan, onEvent) => runner.run(plan, (event) => {
    onEvent?.(event);
    if (event.event !== 'step' || event.name !== 'claim batches') return;
    proxy.fail(({ method, path }) => {
      if (method !== 'GET' || !path.includes(key)) return undefined;
      overwritten ??= raw('changed', { 'a.log': times(5, (index) => accessLine(index + 50)) });
      return { kind: 'slow', milliseconds: 300 };
    });
  }) };

  const first = await sparkIngest({ ...lake(watched), input: [input] });
  proxy.fail();
  expect(await overwritten).toBe(input);
  const second = await sparkIngest({ ...lake(), input: [input] });

  expect(first).toMatchObject({ lines: 8, files: { withdrawn: 1 } });
  expect(second).toMatchObject({ lines: 5, files: { changed: 0, new: 1, unchanged: 1 } });
}, 1_200_000);

test('a metastore that is killed in the middle and started again: the ingest gets through or says so, and the next one finishes it', async () => {
  const input = await raw('restarted', { 'a.log': [...times(8, (index) => accessLine(index)), 'no log line'] });
  let restarted: Promise<void> | undefined;
  const watched: SparkRunner = { ...runner, run: (plan, onEvent) => runner.run(plan, (event) => {
    onEvent?.(event);
    if (event.event === 'step' && event.name === 'count lines') restarted ??= metastore.kill().then(metastore.restart);
  }) };

  const outcome = await sparkIngest({ ...lake(watched), input: [input] }).catch((error: unknown) => error);
  await restarted;
  const next = await sparkIngest({ ...lake(), input: [input] });

  expect(restarted).toBeDefined();
  const [said, finished] = outcome instanceof Error ? [{ code: 'jobs/metastore-failed', retry: true }, { recovered: 1, lines: 9 }] : [{ lines: 9 }, { recovered: 0, lines: 0 }];
  expect(outcome).toMatchObject(said);
  expect(next).toMatchObject(finished);
}, 1_200_000);

test('the lock that a killed driver left is named with the command that releases it, and the next ingest goes through', async () => {
  const input = await raw('locked', { 'a.log': times(8, (index) => accessLine(index)) });
  const held = (): Promise<readonly string[]> => metastore.database.query('SELECT HL_TABLE, HL_LOCK_STATE FROM metastore.HIVE_LOCKS');
  // The rows that a commit changes are held, so that the driver waits within its lock.
  const holding = metastore.database
    .query("BEGIN; SELECT COUNT(*) FROM metastore.TABLE_PARAMS WHERE PARAM_KEY = 'metadata_location' FOR UPDATE; SELECT SLEEP(120)")
    .catch(() => 'let go');
  const died = sparkIngest({ ...lake(rival), input: [input] }).catch((error: unknown) => error);
  await expect.poll(held, { timeout: 100_000, interval: 200 }).toEqual(['ingested_files\ta']);
  process.kill(rival.pid ?? 0, 'SIGKILL');
  expect(await died).toMatchObject({ code: 'jobs/spark-died', retry: true });
  const [sleeper] = await metastore.database.query("SELECT ID FROM information_schema.PROCESSLIST WHERE INFO = 'SELECT SLEEP(120)'");
  await metastore.database.query(`KILL ${sleeper}`);
  expect(await holding).toBe('let go');
  const locks = { metastore: metastore.uri, runner };

  const refused = await sparkIngest({ ...lake(), input: [input] }).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'jobs/lock-held', retry: true, hint: expect.stringContaining("'logex-jobs locks --metastore <uri>'") as string });
  expect(await metastoreLocks({ ...locks, releaseAfterSeconds: 3600 })).toMatchObject([{ table: 'analytics.ingested_files', owner: expect.stringContaining('@') as string, released: false }]);
  expect(await metastoreLocks({ ...locks, releaseAfterSeconds: 1 })).toMatchObject([{ released: true }]);
  expect(await sparkIngest({ ...lake(), input: [input] })).toMatchObject({ lines: 8 });
  expect(await metastoreLocks(locks)).toEqual([]);
}, 1_200_000);

test('every line of all these ingests is there once', async () => {
  const report = await sparkAudit(lake());

  expect(report.balanced).toBe(true);
  expect(Object.fromEntries(report.files.map(({ file, lines }) => [file, lines]))).toEqual(Object.fromEntries(expected));
}, 1_200_000);

test('fails when the metastore is down, and says so', async () => {
  await expect(metastoreLocks({ metastore: 'thrift://127.0.0.1:9', runner })).rejects.toMatchObject({ code: 'jobs/metastore-failed', retry: true });
}, 1_200_000);
