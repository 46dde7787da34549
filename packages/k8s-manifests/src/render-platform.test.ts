import { expectGolden } from '@logex/testing';
import { expect, test } from 'vitest';
import { platform } from './__fixtures__/platform.ts';
import { schemaFaults, withoutSchema } from './__fixtures__/schema-faults.ts';
import { clickhouse, hiveMetastore, namespaces, renderPlatform, spark, yamlText, type KubeObject, type PlatformConfig } from './index.ts';

const workloads: Readonly<Record<string, (config: PlatformConfig) => readonly KubeObject[]>> = { namespaces, 'hive-metastore': hiveMetastore, clickhouse, spark };

test.each(Object.keys(workloads))('renders %s', (name) => {
  expectGolden(yamlText(workloads[name]!(platform)), new URL(`./__golden__/${name}.yaml`, import.meta.url));
});

test('gives the same objects each time', () => {
  expect(renderPlatform(platform)).toEqual(renderPlatform(platform));
});

test('every object fits the schema of its kind', async () => {
  const objects = renderPlatform(platform).filter(({ kind }) => !withoutSchema.includes(kind));

  expect(objects.length).toBeGreaterThan(40);
  expect((await Promise.all(objects.map(schemaFaults))).flat()).toEqual([]);
});

test('fails when an object does not fit the schema of its kind', async () => {
  const broken = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'x' }, spec: { replicas: 'two', template: {} } } as KubeObject;

  expect(await schemaFaults(broken)).toEqual([expect.stringMatching(/selector|replicas/u)]);
});

const named = (objects: readonly KubeObject[], kind: string): string[] => objects.filter((object) => object.kind === kind).map(({ metadata }) => metadata?.name ?? '');

test('without schedules the jobs are there to be started by hand', () => {
  const objects = renderPlatform({ ...platform, spark: { ...platform.spark, scheduled: false } });

  expect(named(objects, 'ScheduledSparkApplication')).toEqual([]);
  expect(objects.filter(({ kind }) => kind === 'SparkApplication')).toHaveLength(4);
});

test('a job without plans is left out', () => {
  const { ingest = [] } = platform.spark.plans;
  const objects = renderPlatform({ ...platform, spark: { ...platform.spark, plans: { ingest } } });

  expect(named(objects, 'SparkApplication')).toEqual(['ingest-logs-spark351-prod']);
});

test('other plans are other objects, so that a job that runs keeps its own', () => {
  const plans = { ingest: [{ file: 'ingest.json', plan: { version: 1 } }] };
  const names = (config: PlatformConfig): string[] => named(renderPlatform(config), 'ConfigMap').filter((name) => name.startsWith('ingest-plans'));
  const [before] = names(platform);
  const [after] = names({ ...platform, spark: { ...platform.spark, plans } });

  expect([before, after]).toEqual([expect.stringMatching(/^ingest-plans-[0-9a-f]{8}$/u), expect.stringMatching(/^ingest-plans-[0-9a-f]{8}$/u)]);
  expect(before).not.toBe(after);
});

test('without client addresses ClickHouse has no load balancer, and nobody outside gets in', () => {
  const objects = clickhouse({ ...platform, clickhouse: { ...platform.clickhouse, clientCidrs: [] } });
  const text = yamlText(objects);

  expect(named(objects, 'Service')).toContain('clickhouse-external');
  expect(text).not.toContain('LoadBalancer');
  expect(yamlText(objects.filter(({ kind }) => kind === 'NetworkPolicy'))).not.toContain('cidr: 10.20.0.0/16');
});
