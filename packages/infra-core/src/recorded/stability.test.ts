import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configurationNames, configurations } from '../__fixtures__/configurations.ts';
import { synthesizeFoundation } from '../foundation.ts';
import type { FoundationProps } from '../foundation-props.ts';
import { releaseRecord, replacingSettings, upgradeDamage, type ReleaseRecord } from './replacements.ts';

const recorded = JSON.parse(readFileSync(new URL('./last-release.json', import.meta.url), 'utf8')) as Record<string, ReleaseRecord>;

function damage(before: FoundationProps, after: FoundationProps): readonly string[] {
  return upgradeDamage(releaseRecord(synthesizeFoundation(before).terraformJson), synthesizeFoundation(after).terraformJson);
}

test.each(configurationNames)('an upgrade of %s from the last release drops and replaces nothing', (name) => {
  expect(Object.keys(recorded[name] ?? {}).length).toBeGreaterThan(100);
  expect(upgradeDamage(recorded[name] ?? {}, synthesizeFoundation(configurations[name]).terraformJson)).toEqual([]);
});

test('every type that holds data has its replacing settings listed', () => {
  const types = synthesizeFoundation(configurations.everything).stateful.map(({ address }) => address.split('.')[0]);

  expect(Object.keys(replacingSettings)).toEqual(expect.arrayContaining([...new Set(types)]));
});

test('going from one zone to several moves no subnet, key, bucket or database', () => {
  expect(damage({}, { multiAz: true })).toEqual([]);
});

test('adding a NAT gateway replaces nothing, and takes away only the rules that it makes idle', () => {
  expect(damage({}, { network: { nat: 'one' } })).toEqual([
    'aws_vpc_security_group_egress_rule.cluster_nodes_to_endpoints would be destroyed: the address is gone',
    'aws_vpc_security_group_egress_rule.cluster_nodes_to_s3 would be destroyed: the address is gone',
  ]);
});

test('fails when a bucket is given another name', () => {
  expect(damage({}, { lake: { rawBucketName: 'another-bucket' } })).toEqual([
    'aws_s3_bucket.lake_raw would be replaced: bucket was "data-platform-raw-${data.aws_caller_identity.caller.account_id}", is "another-bucket"',
  ]);
});

test('fails when an address disappears', () => {
  const record = { ...releaseRecord(synthesizeFoundation().terraformJson), 'aws_s3_bucket.warehouse': {} };

  expect(upgradeDamage(record, synthesizeFoundation().terraformJson)).toEqual(['aws_s3_bucket.warehouse would be destroyed: the address is gone']);
});

test('fails when the database gets another name or another key', () => {
  const json = structuredClone(synthesizeFoundation().terraformJson) as { resource: { aws_db_instance: { catalog: Record<string, unknown> } } };
  Object.assign(json.resource.aws_db_instance.catalog, { db_name: 'metastore', kms_key_id: 'other' });

  expect(upgradeDamage(recorded['minimal'] ?? {}, json as never)).toHaveLength(2);
});
