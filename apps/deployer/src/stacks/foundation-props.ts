import type { FoundationProps } from '@logex/infra-core';
import type { StackRequest } from './stack.ts';

/** What `@logex/infra-core` is told by a configuration. */
export function foundationProps({ config, allowDestroy }: StackRequest): FoundationProps {
  const { state_bucket_name: stateBucket, availability_zones: zones } = config;
  return {
    projectName: config.project_name,
    region: config.aws_region,
    multiAz: config.multi_az,
    network: {
      vpcCidr: config.vpc_cidr,
      nat: natGateways(config),
      endpoints: config.create_vpc_endpoints,
      ...(zones.length === 0 ? {} : { availabilityZones: zones }),
    },
    cluster: {
      version: config.eks_version,
      upgradePolicy: config.eks_upgrade_policy,
      publicAccessCidrs: config.public_access_cidrs,
      adminPrincipalArns: config.admin_principal_arns,
      systemInstanceTypes: config.sys_node_size,
      systemNodes: { min: config.sys_node_min, max: config.sys_node_max },
      executorInstanceTypes: config.node_size,
      executorNodes: { min: 0, max: config.node_max },
    },
    lake: {
      encryption: config.lake_encryption,
      ...(config.s3_raw_bucket_name === null ? {} : { rawBucketName: config.s3_raw_bucket_name }),
      ...(config.s3_iceberg_bucket_name === null ? {} : { icebergBucketName: config.s3_iceberg_bucket_name }),
      ...(config.raw_archive_after_days === null ? {} : { rawArchiveAfterDays: config.raw_archive_after_days }),
      ...(config.raw_expire_after_days === null ? {} : { rawExpireAfterDays: config.raw_expire_after_days }),
    },
    catalogDatabase: {
      databaseName: config.db_name,
      username: config.db_username,
      instanceClass: config.db_instance_class,
      allocatedStorageGib: config.db_allocated_storage,
    },
    serviceAccounts: {
      spark: { namespace: config.spark_namespace, name: 'spark' },
      'hive-metastore': { namespace: config.hive_namespace, name: 'hive-metastore' },
      clickhouse: { namespace: config.clickhouse_namespace, name: 'clickhouse' },
    },
    ...(stateBucket === null ? {} : { backend: { kind: 's3', bucket: stateBucket, key: `${config.project_name}/foundation.tfstate`, region: config.aws_region } }),
    allowDestroy,
  };
}

function natGateways({ enable_nat_gateway: nat, multi_az: multiAz, nat_gateway_per_zone: each }: StackRequest['config']): 'none' | 'one' | 'one-per-zone' {
  if (!nat) return 'none';
  return multiAz && each ? 'one-per-zone' : 'one';
}
