import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { SparkApplication } from '@logex/k8s-manifests';
import { hiveMetastore, mavenProject, s3Server, temporaryFolder } from '@logex/testing';
import { beforeAll, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';

// From the compiled jobs to the tables: `logex-jobs compile`, `logex-deployer plan`, and a JVM that is started as the objects say.
const root = fileURLToPath(new URL('../../../', import.meta.url));
const sparkImage = join(root, 'images/spark');
const mounted = '/etc/logex/plans';
const rawBucket = 'data-platform-raw-000000000000';
const tableBucket = 'data-platform-iceberg-000000000000';

interface ConfigMap {
  readonly kind: 'ConfigMap';
  readonly metadata: { readonly name: string };
  readonly data: Readonly<Record<string, string>>;
}

let objects: readonly (SparkApplication | ConfigMap)[];

beforeAll(() => {
  const folder = temporaryFolder();
  const cli = (main: string, ...args: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=@logex/source', join(root, main), ...args], { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26, env: { ...process.env, INIT_CWD: folder, LOGEX_HELM: 'no-such-helm' } });
    if (status !== 0) throw new Error(`${main} ended with ${status}:\n${stderr}`);
    return stdout;
  };
  cli('apps/jobs/src/main.ts', 'compile', '--settle', '1', '-o', 'logex.jobs.json');
  const yaml = cli('apps/deployer/src/main.ts', 'plan', '--phase', 'kubernetes', '--dry-run', '--yaml');
  objects = parseAllDocuments(yaml).map((document) => document.toJS() as SparkApplication | ConfigMap);
}, 120_000);

const application = (name: string): SparkApplication => objects.find((object): object is SparkApplication => object.kind === 'SparkApplication' && object.metadata.name === name)!;

test('what the application of the ingest starts runs on Spark with the same class, arguments, settings and plans', async () => {
  const [s3, jars] = await Promise.all([s3Server(), mavenProject(sparkImage)]);
  const metastore = await hiveMetastore({ warehouse: `s3a://${tableBucket}/hive`, s3 });
  const signed = { Authorization: `AWS4-HMAC-SHA256 Credential=${s3.environment.AWS_ACCESS_KEY_ID}/20250101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0` };
  const put = async (path: string, body = ''): Promise<void> => expect((await fetch(`${s3.endpoint}/${path}`, { method: 'PUT', body, headers: signed })).status).toBe(200);
  for (const bucket of [rawBucket, tableBucket]) await put(bucket);
  await put(`${rawBucket}/logs/app.json`, '{"timestamp":"2025-08-20T10:00:00.000Z","level":"ERROR","message":"one"}\n{"broken\n');
  const flags = /<spark\.jvm\.flags>([^<]*)</u.exec(readFileSync(join(sparkImage, 'pom.xml'), 'utf8'))?.[1] ?? '';
  // In place of what a cluster gives: executors for many partitions, its identity, AWS itself, its names.
  const cluster = {
    'spark.master': 'local[1]',
    'spark.sql.shuffle.partitions': '1',
    'spark.ui.enabled': 'false',
    'spark.driver.host': '127.0.0.1',
    'spark.driver.bindAddress': '127.0.0.1',
    'spark.hadoop.fs.s3a.aws.credentials.provider': 'com.amazonaws.auth.EnvironmentVariableCredentialsProvider',
    ...Object.fromEntries(Object.entries(s3.hadoop).map(([name, value]) => [`spark.hadoop.${name}`, value])),
  };
  const start = async (name: string): Promise<readonly Readonly<Record<string, unknown>>[]> => {
    const { spec } = application(name);
    const plans = temporaryFolder();
    const volumes = spec.driver.template.spec.volumes ?? [];
    const { configMap } = volumes.find((volume) => volume.name === 'plans') ?? {};
    const { data } = objects.find((object): object is ConfigMap => object.kind === 'ConfigMap' && object.metadata.name === configMap?.name)!;
    mkdirSync(plans, { recursive: true });
    for (const [file, text] of Object.entries(data)) writeFileSync(join(plans, file), text.replaceAll(/thrift:\/\/[^"]*/gu, metastore.uri));
    const settings = { ...spec.sparkConf, ...Object.fromEntries(Object.entries(spec.hadoopConf).map(([key, value]) => [`spark.hadoop.${key}`, value])), ...cluster };
    const args = [
      ...flags.trim().split(/\s+/u),
      ...spec.driver.javaOptions.split(' '),
      '-XX:TieredStopAtLevel=1',
      '-XX:+UseSerialGC',
      '-Xmx1g',
      ...Object.entries(settings).map(([key, value]) => `-D${key}=${value}`),
      '-cp',
      join(jars, '*'),
      spec.mainClass,
      ...spec.arguments.map((path) => path.replace(mounted, plans)),
    ];
    const { stdout } = await promisify(execFile)('java', args, { env: { ...process.env, ...s3.environment }, maxBuffer: 2 ** 26, timeout: 400_000, killSignal: 'SIGKILL' });
    return stdout.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  };

  const ingest = await start('ingest-logs-spark351-prod');

  expect(ingest.at(-1)).toMatchObject({ event: 'done', job: 'ingest' });
  expect(JSON.stringify(ingest)).toMatch(/"accepted":"?1\b/u);
  expect(JSON.stringify(ingest)).toMatch(/"rejected":"?1\b/u);
}, 500_000);

test('every job has its application, whose arguments are the plans that are mounted, in order', () => {
  const applications = objects.filter((object): object is SparkApplication => object.kind === 'SparkApplication');

  expect(applications).toHaveLength(4);
  for (const { spec } of applications) {
    const { configMap } = spec.driver.template.spec.volumes?.find((volume) => volume.name === 'plans') ?? {};
    const { data } = objects.find((object): object is ConfigMap => object.kind === 'ConfigMap' && object.metadata.name === configMap?.name)!;
    expect(spec.arguments).toEqual(Object.keys(data).map((file) => `${mounted}/${file}`));
    expect(Object.values(data).join('')).not.toContain('${');
  }
});
