import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hourlyErrors } from '@logex/log-schema';
import { hiveMetastore, s3Server, temporaryFolder, type HiveMetastore, type S3Server } from '@logex/testing';
import type { LogClient } from '@logex/query-sdk';
import { createEmbeddedLogClient } from '@logex/query-sdk/embedded';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessLine, fileText, jsonLine, times } from '../__fixtures__/log-lines.ts';
import { sparkAggregate } from './spark-aggregate.ts';
import { sparkAudit } from './spark-audit.ts';
import { sparkIngest } from './spark-ingest.ts';
import { metastoreLocks } from './spark-locks.ts';
import { sparkMaintain } from './spark-maintain.ts';
import { openSparkRunner, type SparkRunner } from './spark-runner.ts';
import { sparkCreateSchema } from './spark-schema.ts';
import type { SparkJobOptions } from './spark-warehouse.ts';

let s3: S3Server;
let metastore: HiveMetastore;
let runners: readonly [SparkRunner, SparkRunner];

beforeAll(async () => {
  s3 = await s3Server();
  metastore = await hiveMetastore({ warehouse: `s3a://${s3.bucket}/hive`, s3 });
  const environment = { ...s3.environment, AWS_ENDPOINT_URL_S3: s3.endpoint };
  runners = [await openSparkRunner({ quick: true, environment }), await openSparkRunner({ quick: true, environment })];
}, 400_000);

afterAll(() => Promise.all(runners.map((runner) => runner.close())));

const lake = (folder: string, runner: SparkRunner = runners[0]): SparkJobOptions => ({
  catalog: { type: 'hive', warehouse: `s3a://${s3.bucket}/${folder}`, metastore: metastore.uri },
  runner,
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

/** The query SDK over the tables in the object store; its engine takes credentials from the environment of the process. */
async function openClient(folder: string): Promise<LogClient> {
  Object.assign(process.env, s3.environment);
  return createEmbeddedLogClient({ warehouse: `${s3.endpoint}/${s3.bucket}/${folder}` });
}

test('logs of an object store become tables there, by way of the metastore, and ClickHouse reads them', async () => {
  await put('raw/app.json', fileText([...times(40, (index) => jsonLine(index)), '{"broken']));
  await put('raw/2025/access.log', fileText(times(60, (index) => accessLine(index))));
  const spark = lake('warehouse');

  await sparkCreateSchema(spark);
  const summary = await sparkIngest({ ...spark, input: [`s3a://${s3.bucket}/raw`] });
  await sparkAggregate({ ...spark, aggregates: [hourlyErrors] });
  const again = await sparkIngest({ ...spark, input: [`s3a://${s3.bucket}/raw`] });
  const maintained = await sparkMaintain(spark);

  expect(summary).toMatchObject({ lines: 101, accepted: 100, rejected: 1, files: { new: 2 } });
  expect(again).toMatchObject({ lines: 0, files: { unchanged: 2 } });
  expect(maintained.tables.find(({ table }) => table === 'logs')?.after.rows).toBe(100);
  await using client = await openClient('warehouse');
  const levels = await client.ask('level-overview', { from: '2025-08-20T00:00:00Z', to: '2025-08-24T00:00:00Z' });
  expect(Object.fromEntries(levels.map(({ level, log_count: count }) => [level, Number(count)]))).toEqual({ ERROR: 13, INFO: 14, WARN: 13, null: 60 });
  const inDay = client.from('logs').select('level').timeRange({ from: '2025-08-20T00:00:00Z', to: '2025-08-21T00:00:00Z' });
  const inAll = client.from('logs').select('level').timeRange({ from: '2025-08-20T00:00:00Z', to: '2025-08-24T00:00:00Z' });
  expect((await client.explain(inAll)).partitions).toHaveLength(4);
  expect((await client.explain(inDay)).partitions?.map(({ day, rows }) => [day, rows])).toEqual([['2025-08-20', 25]]);
  expect(await sparkAudit(spark)).toMatchObject({ balanced: true, lines: 101 });
  expect(await metastoreLocks({ metastore: metastore.uri, runner: runners[0] })).toEqual([]);
}, 400_000);

test('of two drivers at once each ends well or says so, and every line is there once', async () => {
  const folder = await temporaryFolder();
  const input = join(folder, 'in');
  await mkdir(input);
  for (let index = 0; index < 4; index++) await writeFile(join(input, `${index}.log`), fileText(times(25, (line) => accessLine(line))));
  // Tables of a metastore are named once: the second test goes on with those of the first.
  const both = [lake('warehouse', runners[0]), lake('warehouse', runners[1])];
  await sparkCreateSchema(lake('warehouse'));

  const outcomes = await Promise.allSettled(both.map((spark) => sparkIngest({ ...spark, input: [input], batchBytes: 2000 })));
  await sparkIngest({ ...lake('warehouse'), input: [input] });

  const faults = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String((outcome.reason as { readonly code: string }).code)] : []));
  expect(faults.filter((code) => code !== 'jobs/commit-conflict')).toEqual([]);
  const report = await sparkAudit(lake('warehouse'));
  const own = report.files.filter(({ file }) => file.startsWith(input));
  expect(own.map(({ lines, accepted, balanced }) => ({ lines, accepted, balanced }))).toEqual(times(4, () => ({ lines: 25, accepted: 25, balanced: true })));
}, 400_000);

test('the lock that a killed driver left is shown, with its owner, and released by command', async () => {
  const silentSince = (Date.now() - 200_000).toString();
  await metastore.database.query(`INSERT INTO metastore.HIVE_LOCKS
    (HL_LOCK_EXT_ID, HL_LOCK_INT_ID, HL_TXNID, HL_DB, HL_TABLE, HL_LOCK_STATE, HL_LOCK_TYPE, HL_LAST_HEARTBEAT, HL_ACQUIRED_AT, HL_USER, HL_HOST)
    VALUES (900001, 1, 0, 'analytics', 'logs', 'a', 'e', ${silentSince}, ${silentSince}, 'ingest', 'node-7')`);
  const options = { metastore: metastore.uri, runner: runners[0] };

  const [seen] = await metastoreLocks(options);
  expect(seen).toMatchObject({ table: 'analytics.logs', owner: 'ingest@node-7', released: false });
  expect(seen?.silentSeconds).toBeGreaterThanOrEqual(200);
  expect(await metastoreLocks({ ...options, releaseAfterSeconds: 3600 })).toMatchObject([{ released: false }]);
  expect(await metastoreLocks({ ...options, releaseAfterSeconds: 120 })).toMatchObject([{ released: true }]);
  expect(await metastoreLocks(options)).toEqual([]);
}, 120_000);

test('fails when the metastore is down, and says so', async () => {
  await expect(metastoreLocks({ metastore: 'thrift://127.0.0.1:9', runner: runners[0] })).rejects.toMatchObject({ code: 'jobs/metastore-failed', retry: true });
}, 120_000);
