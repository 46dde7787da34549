import { synthesizeFoundation } from '@logex/infra-core';
import { expect, test } from 'vitest';
import { foundation } from '../stacks/foundation.ts';
import { platformProps } from '../stacks/platform-props.ts';
import { configKeys, configSchema, type Config, type ConfigInput, type ConfigKey } from './config-schema.ts';
import { variables } from './variables.ts';

const defaults = configSchema.parse({});

/** What each variable is changed to, what it is changed on top of, and what the output then has. */
const changes: { readonly [Key in ConfigKey]: { readonly to: Config[Key]; readonly given?: ConfigInput; readonly shows: RegExp } } = {
  project_name: { to: 'weblogs', shows: /"Project":"weblogs"/u },
  aws_region: { to: 'eu-west-1', shows: /"region":"eu-west-1"/u },
  state_bucket_name: { to: 'weblogs-state', shows: /"s3":\{[^}]*"bucket":"weblogs-state"[^}]*"use_lockfile":true/u },
  multi_az: { to: true, shows: /"multi_az":true/u },
  enable_nat_gateway: { to: true, shows: /"aws_nat_gateway"/u },
  nat_gateway_per_zone: { to: false, given: { enable_nat_gateway: true, multi_az: true }, shows: /^(?!.*"network_nat_2")/u },
  create_vpc_endpoints: { to: false, given: { enable_nat_gateway: true }, shows: /^(?!.*"vpc_endpoint_type":"Interface")/u },
  vpc_cidr: { to: '10.64.0.0/16', shows: /"cidr_block":"10\.64\.0\.0\/16"/u },
  availability_zones: { to: ['us-east-1c', 'us-east-1d'], shows: /"availability_zone":"us-east-1c"/u },
  eks_version: { to: '1.34', shows: /"version":"1\.34"/u },
  eks_upgrade_policy: { to: 'standard', given: { eks_version: '1.35' }, shows: /"support_type":"STANDARD"/u },
  public_access_cidrs: { to: ['203.0.113.0/24'], shows: /"public_access_cidrs":\["203\.0\.113\.0\/24"\]/u },
  admin_principal_arns: { to: ['arn:aws:iam::123456789012:role/platform'], shows: /"principal_arn":"arn:aws:iam::123456789012:role\/platform"/u },
  node_size: { to: ['r6i.2xlarge', 'r5.2xlarge'], shows: /"instance_types":\["r6i\.2xlarge","r5\.2xlarge"\]/u },
  node_max: { to: 33, shows: /"max_size":33/u },
  sys_node_size: { to: ['m6i.2xlarge'], shows: /"instance_types":\["m6i\.2xlarge"\]/u },
  sys_node_min: { to: 3, shows: /"min_size":3/u },
  sys_node_max: { to: 44, shows: /"max_size":44/u },
  s3_raw_bucket_name: { to: 'my-raw-logs', shows: /"bucket":"my-raw-logs"/u },
  s3_iceberg_bucket_name: { to: 'my-warehouse', shows: /"bucket":"my-warehouse"/u },
  lake_encryption: { to: 'kms', shows: /"sse_algorithm":"aws:kms"/u },
  raw_archive_after_days: { to: 91, shows: /"days":91/u },
  raw_expire_after_days: { to: 401, shows: /"days":401/u },
  db_name: { to: 'metastore2', shows: /"db_name":"metastore2"/u },
  db_username: { to: 'keeper', shows: /"username":"keeper"/u },
  db_instance_class: { to: 'db.m6g.large', shows: /"instance_class":"db\.m6g\.large"/u },
  db_allocated_storage: { to: 77, shows: /"allocated_storage":77/u },
  spark_namespace: { to: 'batch', shows: /system:serviceaccount:batch:spark/u },
  hive_namespace: { to: 'metadata', shows: /system:serviceaccount:metadata:hive-metastore/u },
  clickhouse_namespace: { to: 'olap', shows: /system:serviceaccount:olap:clickhouse/u },
  deploy_spark_jobs: { to: false, shows: /"scheduledJobs":false/u },
  hive_metastore_image: { to: 'registry.example/hive:7', shows: /"image":"registry\.example\/hive:7"/u },
  hive_metastore_replicas: { to: 5, shows: /"replicas":5/u },
  clickhouse_memory_gib: { to: 32, shows: /"memoryGib":32/u },
  clickhouse_storage_gib: { to: 500, shows: /"storageGib":500/u },
  clickhouse_client_cidrs: { to: ['192.168.0.0/24'], shows: /"clientCidrs":\["192\.168\.0\.0\/24"\]/u },
};

async function outputOf(input: ConfigInput): Promise<string> {
  const config = configSchema.parse(input);
  const { terraformJson } = await foundation({ config, allowDestroy: [] });
  return JSON.stringify({ foundation: terraformJson, platform: platformProps(config) });
}

test.each(configKeys)('%s changes the output', async (key) => {
  const { to, given = {}, shows } = changes[key];

  const [before, after] = [await outputOf(given), await outputOf({ ...given, [key]: to })];

  expect(to).not.toEqual(variables[key].default);
  expect(before).not.toMatch(shows);
  expect(after).toMatch(shows);
});

test('the zones of one NAT gateway are one in the output, several with one per zone', async () => {
  const gateways = async (input: ConfigInput): Promise<number> =>
    Object.keys(((await foundation({ config: configSchema.parse(input), allowDestroy: [] })).terraformJson['resource'] as Record<string, object>)['aws_nat_gateway'] ?? {}).length;

  expect(await gateways({ enable_nat_gateway: true, multi_az: true, nat_gateway_per_zone: false })).toBe(1);
  expect(await gateways({ enable_nat_gateway: true, multi_az: true })).toBeGreaterThan(1);
});

test('the defaults are those of the constructs', async () => {
  const { terraformJson } = await foundation({ config: defaults, allowDestroy: [] });

  expect(terraformJson).toEqual(synthesizeFoundation({}).terraformJson);
});

test('the variables that users bring along are all there, with the defaults that they know', () => {
  expect(defaults).toMatchObject({
    project_name: 'data-platform', aws_region: 'us-east-1', eks_version: '1.33', multi_az: false, enable_nat_gateway: false, create_vpc_endpoints: true,
    spark_namespace: 'spark', hive_namespace: 'hive', clickhouse_namespace: 'clickhouse', db_name: 'hive_metastore',
  });
  expect(configKeys).toEqual(expect.arrayContaining([
    'node_size', 'sys_node_size', 'deploy_spark_jobs', 'hive_metastore_image', 'hive_metastore_replicas',
    's3_raw_bucket_name', 's3_iceberg_bucket_name', 'db_username', 'db_instance_class', 'db_allocated_storage',
  ]));
});
