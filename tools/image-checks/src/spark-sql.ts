import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { mavenProject, type HiveMetastore, type S3Server } from '@logex/testing';
import { afterAll } from 'vitest';

const image = fileURLToPath(new URL('../../../images/spark/', import.meta.url));

/** Spark in a process of its own, with the Iceberg catalog `lake` on a metastore. */
export interface SparkSql {
  /** Rows of a statement. An error of Spark is thrown, with all its causes. Statements run one after the other. */
  readonly sql: (statement: string) => Promise<readonly Record<string, unknown>[]>;
  /** Ends it at once, as a crash would. */
  readonly kill: () => void;
}

const running = new Set<SparkSql>();
afterAll(() => running.forEach((spark) => spark.kill()));
process.on('exit', () => running.forEach((spark) => spark.kill()));

/** Starts Spark with the jars of the image; the S3 server may be told another endpoint, such as a proxy's. */
export async function sparkSql(metastore: HiveMetastore, s3: S3Server, more: Readonly<Record<string, string>> = {}): Promise<SparkSql> {
  const jars = await mavenProject(image);
  const flags = /<spark\.jvm\.flags>([^<]*)</u.exec(readFileSync(join(image, 'pom.xml'), 'utf8'))?.[1] ?? '';
  const hadoop = Object.entries(s3.hadoop).map(([name, value]) => [`spark.hadoop.${name}`, value]);
  const settings = {
    'spark.master': 'local[1]',
    'spark.app.name': 'image-checks',
    'spark.ui.enabled': 'false',
    'spark.driver.host': '127.0.0.1',
    'spark.driver.bindAddress': '127.0.0.1',
    'spark.sql.shuffle.partitions': '1',
    'spark.sql.session.timeZone': 'UTC',
    'spark.sql.extensions': 'org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions',
    'spark.sql.catalog.lake': 'org.apache.iceberg.spark.SparkCatalog',
    'spark.sql.catalog.lake.type': 'hive',
    'spark.sql.catalog.lake.uri': metastore.uri,
    'spark.sql.catalog.lake.warehouse': `s3a://${s3.bucket}/warehouse`,
    'spark.sql.catalog.lake.cache-enabled': 'false',
    'spark.hadoop.iceberg.hive.lock-heartbeat-interval-ms': '1000',
    ...Object.fromEntries(hadoop),
    ...more,
  };
  const child = spawn(
    'java',
    [...flags.trim().split(/\s+/u), '-XX:TieredStopAtLevel=1', '-Xshare:auto', '-Xmx1g', '-cp', join(jars, '*'), join(import.meta.dirname, 'SparkSql.java'), ...Object.entries(settings).map(([name, value]) => `${name}=${value}`)],
    { env: { ...process.env, ...s3.environment }, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-8000)));
  const waiting: { resolve: (line: string) => void; reject: (error: Error) => void }[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.resolve(line));
  child.on('close', () => waiting.splice(0).forEach(({ reject }) => reject(new Error(`Spark ended:\n${log}`))));
  const line = (): Promise<string> => new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  const spark: SparkSql = {
    sql: async (statement) => {
      const answer = line();
      child.stdin.write(`${statement.replaceAll('\n', ' ')}\n`);
      const text = await answer;
      if (!text.startsWith('rows ')) throw new Error(text);
      return JSON.parse(text.slice(5)) as Record<string, unknown>[];
    },
    kill: () => {
      running.delete(spark);
      child.kill('SIGKILL');
    },
  };
  running.add(spark);
  await line();
  return spark;
}
