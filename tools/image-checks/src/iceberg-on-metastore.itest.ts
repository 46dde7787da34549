import { embeddedClickHouse, faultProxy, hadoopOptions, hiveMetastore, s3Server, type FaultProxy, type HiveMetastore, type S3Server } from '@logex/testing';
import { beforeAll, expect, test } from 'vitest';
import { sparkSql, type SparkSql } from './spark-sql.ts';

let s3: S3Server;
let proxy: FaultProxy;
let metastore: HiveMetastore;
let spark: SparkSql;
let other: SparkSql;

beforeAll(async () => {
  s3 = await s3Server();
  proxy = await faultProxy(s3.endpoint);
  metastore = await hiveMetastore({
    warehouse: `s3a://${s3.bucket}/warehouse`,
    s3,
    options: { 'hive.txn.timeout': '6s', 'hive.timedout.txn.reaper.interval': '2s' },
  });
  spark = await sparkSql(metastore, { ...s3, hadoop: hadoopOptions(proxy.endpoint) }, { 'spark.hadoop.fs.s3a.retry.interval': '50ms', 'spark.hadoop.fs.s3a.connection.timeout': '5000' });
  other = await sparkSql(metastore, s3);
  await spark.sql('CREATE NAMESPACE lake.web');
}, 300_000);

const locks = (): Promise<readonly string[]> => metastore.database.query('SELECT HL_TABLE, HL_LOCK_STATE FROM metastore.HIVE_LOCKS');
const insert = (table: string, first: number, day: string): string =>
  `INSERT INTO lake.web.${table} SELECT id, date'${day}', concat('name ', id) FROM range(${first}, ${first + 1000})`;

async function createTable(table: string): Promise<void> {
  await spark.sql(`CREATE TABLE lake.web.${table} (id BIGINT, day DATE, name STRING) USING iceberg PARTITIONED BY (day)`);
}

test('what Spark writes through the metastore to S3, Spark and ClickHouse read', { timeout: 120_000 }, async () => {
  await createTable('both');
  await spark.sql(insert('both', 0, '2025-01-01'));
  await spark.sql(insert('both', 1000, '2025-01-02'));
  await spark.sql("DELETE FROM lake.web.both WHERE day = date'2025-01-01' AND id < 10");

  const summary = await spark.sql('SELECT count(*) AS n, sum(id) AS total FROM lake.web.both');
  const client = await embeddedClickHouse();
  const url = `${s3.endpoint}/${s3.bucket}/warehouse/web.db/both/`;
  const result = await client.query({
    query: `SELECT toUInt32(count()) AS n, toUInt32(sum(id)) AS total FROM icebergS3('${url}', '${s3.environment.AWS_ACCESS_KEY_ID}', '${s3.environment.AWS_SECRET_ACCESS_KEY}')`,
    format: 'JSONEachRow',
  });

  expect(summary).toEqual([{ n: 1990, total: 1_998_955 }]);
  expect(await result.json()).toEqual(summary);
});

test('of two commits at once neither is lost', { timeout: 120_000 }, async () => {
  await createTable('contended');
  await Promise.all([0, 1].flatMap((round) => [spark, other].map((writer, index) => writer.sql(insert('contended', (round * 2 + index) * 1000, '2025-01-01')))));
  const rows = await other.sql('SELECT count(*) AS n, count(DISTINCT id) AS ids FROM lake.web.contended');

  expect(rows).toEqual([{ n: 4000, ids: 4000 }]);
  expect(await locks()).toEqual([]);
});

test('the lock of a killed driver is removed, and the next commit goes through', { timeout: 180_000 }, async () => {
  await createTable('orphaned');
  // The row that a commit changes is held, so that the driver waits within its lock.
  const holding = metastore.database
    .query("BEGIN; SELECT COUNT(*) FROM metastore.TABLE_PARAMS WHERE PARAM_KEY = 'metadata_location' FOR UPDATE; SELECT SLEEP(60)")
    .catch(() => 'let go');
  const commit = other.sql(insert('orphaned', 0, '2025-01-01')).catch(() => 'killed');
  await expect.poll(locks, { timeout: 60_000, interval: 100 }).toEqual(['orphaned\ta']);
  other.kill();
  expect(await commit).toBe('killed');
  expect(await locks()).toEqual(['orphaned\ta']);
  const [sleeper] = await metastore.database.query("SELECT ID FROM information_schema.PROCESSLIST WHERE INFO = 'SELECT SLEEP(60)'");
  await metastore.database.query(`KILL ${sleeper}`);
  expect(await holding).toBe('let go');

  await spark.sql(insert('orphaned', 5000, '2025-01-02'));

  expect(await locks()).toEqual([]);
  expect(await spark.sql("SELECT count(*) AS n FROM lake.web.orphaned WHERE day = date'2025-01-02'")).toEqual([{ n: 1000 }]);
});

test('a commit survives an S3 server that is busy, slow, and drops connections', { timeout: 120_000 }, async () => {
  await createTable('shaken');
  proxy.fail(({ method, count }) => {
    if (count % 7 === 3) return { kind: 'status', status: 503 };
    if (count % 7 === 5) return { kind: 'slow', milliseconds: 200 };
    return method === 'GET' && count % 11 === 6 ? { kind: 'drop' } : undefined;
  });
  await spark.sql(insert('shaken', 0, '2025-01-01'));
  const faults = proxy.faults();
  proxy.fail();

  expect(faults).toBeGreaterThan(3);
  expect(await spark.sql('SELECT count(*) AS n, count(DISTINCT id) AS ids FROM lake.web.shaken')).toEqual([{ n: 1000, ids: 1000 }]);
});

test('a table outlives a metastore that is killed and started again', { timeout: 120_000 }, async () => {
  await createTable('durable');
  await metastore.kill();
  await metastore.restart();

  await spark.sql(insert('durable', 0, '2025-01-01'));

  expect(await spark.sql('SELECT count(*) AS n FROM lake.web.durable')).toEqual([{ n: 1000 }]);
});
