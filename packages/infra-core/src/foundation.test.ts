import { readdirSync } from 'node:fs';
import { expectGolden, temporaryFolder } from '@logex/testing';
import { expect, test } from 'vitest';
import { configurationNames, configurations } from './__fixtures__/configurations.ts';
import { synthesizeFoundation } from './foundation.ts';
import { block, resourcesOf } from './policy/terraform-model.ts';

test.each(configurationNames)('synthesizes %s', (name) => {
  const { terraformJson } = synthesizeFoundation(configurations[name]);

  expectGolden(JSON.stringify(terraformJson, null, 2), new URL(`./__golden__/${name}.tf.json`, import.meta.url));
});

test('gives the same output each time', () => {
  expect(synthesizeFoundation(configurations.everything)).toEqual(synthesizeFoundation(configurations.everything));
});

test('writes nothing to disk', () => {
  const folder = temporaryFolder();
  const before = process.cwd();
  process.chdir(folder);
  try {
    synthesizeFoundation();
  } finally {
    process.chdir(before);
  }

  expect(readdirSync(folder)).toEqual([]);
});

test('names the component of every resource', () => {
  const { components, terraformJson } = synthesizeFoundation();

  expect(Object.keys(components).toSorted()).toEqual(resourcesOf(terraformJson).map(({ address }) => address).toSorted());
  expect(components['aws_iam_role.workloads_spark']).toBe('workloads');
  expect(components['aws_nat_gateway.network_nat_1']).toBeUndefined();
  expect(new Set(Object.values(components))).toEqual(new Set(['encryption', 'network', 'cluster', 'lake', 'catalog', 'images', 'workloads']));
});

test('lists what holds data, with the settings that go with it', () => {
  const { stateful } = synthesizeFoundation();

  expect(stateful.map(({ address }) => address)).toEqual(
    expect.arrayContaining(['aws_s3_bucket.lake_raw', 'aws_s3_bucket.lake_iceberg', 'aws_db_instance.catalog', 'aws_kms_key.key']),
  );
  expect(stateful.find(({ address }) => address === 'aws_s3_bucket.lake_raw')).toMatchObject({
    holds: 'raw log files',
    guarded: true,
    settings: expect.arrayContaining(['aws_s3_bucket_policy.lake_raw_tls']) as unknown,
  });
  expect(stateful.every(({ guarded }) => guarded)).toBe(true);
});

test('lifts the guards of the named address alone', () => {
  const { stateful, terraformJson } = synthesizeFoundation({ allowDestroy: ['aws_db_instance.catalog', 'aws_ecr_repository.images_hive_metastore'] });
  const database = resourcesOf(terraformJson, 'aws_db_instance')[0]?.body ?? {};

  expect(stateful.filter(({ guarded }) => !guarded).map(({ address }) => address)).toEqual([
    'aws_db_instance.catalog',
    'aws_ecr_repository.images_hive_metastore',
  ]);
  expect(database).toMatchObject({ deletion_protection: false, skip_final_snapshot: false, lifecycle: { prevent_destroy: false } });
});

test("lifts every guard with '*'", () => {
  const { stateful, terraformJson } = synthesizeFoundation({ ...configurations.everything, allowDestroy: ['*'] });

  expect(stateful.some(({ guarded }) => guarded)).toBe(false);
  expect(resourcesOf(terraformJson, 'aws_s3_bucket').every(({ body }) => body['force_destroy'] === true)).toBe(true);
  expect(resourcesOf(terraformJson).some(({ body }) => block(body['lifecycle'])['prevent_destroy'] === true)).toBe(false);
});

test('names the node-group and autoscaler facts that phase 2 copies', () => {
  const { terraformJson } = synthesizeFoundation();
  const { cluster } = block(block(block(terraformJson['output'])['foundation'])['value']) as { cluster: Record<string, unknown> };

  expect(cluster['autoscalerArguments']).toContain('--aws-use-static-instance-list=true');
  expect(cluster['nodeGroups']).toMatchObject({
    system: { labels: { 'logex.io/node-group': 'system' }, taints: [] },
    sparkExecutors: { taints: [{ key: 'logex.io/spot', value: 'spark-executors', effect: 'NoSchedule' }] },
  });
});
