import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { platform } from '../__fixtures__/platform.ts';
import { defaultCharts, hiveMetastore, podsOf, spark, type SparkApplication } from '../index.ts';
import { healthPort, thriftPort } from '../hive-metastore/settings.ts';
import { javaOptions, sparkVersion } from '../spark/spark-settings.ts';

const images = new URL('../../../../images/', import.meta.url);
const text = (path: string): string => readFileSync(new URL(path, images), 'utf8');
const applications = spark(platform).filter((object): object is SparkApplication => object.kind === 'SparkApplication');

test('Spark is the version of the image, with the flags that its parse needs', () => {
  const { maven } = JSON.parse(text('versions.json')) as { maven: { spark: { version: string } } };
  const flags = text('spark/pom.xml');

  expect(sparkVersion).toBe(maven.spark.version);
  expect(javaOptions.split(' ').filter((flag) => flag.includes('HugeMethods') && flags.includes(flag))).toHaveLength(1);
});

test('the class and the jar of the jobs are in the image', () => {
  expect(applications.length).toBeGreaterThan(0);
  for (const { spec } of applications) {
    expect(existsSync(new URL(`spark/src/main/java/${spec.mainClass.replaceAll('.', '/')}.java`, images))).toBe(true);
    expect(text('spark/Dockerfile')).toContain(spec.mainApplicationFile.split('/').at(-1));
  }
});

test('the metastore knows every variable that it gets, and serves the ports that are probed', () => {
  const documented = text('hive-metastore/README.md');
  const names = podsOf(hiveMetastore(platform)).flatMap(({ spec }) => spec.containers.flatMap(({ env = [] }) => env.map(({ name }) => name)));

  expect(names.length).toBeGreaterThan(8);
  expect([...new Set(names)].filter((name) => !documented.includes(`\`${name}\``))).toEqual([]);
  expect(documented).toContain(`| ${thriftPort} | Thrift |`);
  expect(documented).toContain(`| ${healthPort} | HTTP: \`/live\`, and \`/ready\``);
});

test('charts are those of the list of versions', () => {
  const { charts } = JSON.parse(text('versions.json')) as { charts: Record<string, { repository: string; version: string; digest: string | null }> };
  const listed = Object.fromEntries(Object.entries(charts).map(([chart, { repository: url, ...rest }]) => [chart, { kind: 'repository', url, chart, ...rest }]));

  expect(defaultCharts).toEqual(listed);
});
