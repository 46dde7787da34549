import type { FoundationProps } from '../foundation-props.ts';

/** The four deployments that every proof goes through. */
export const configurations = {
  minimal: {},
  nat: { network: { nat: 'one' } },
  'multi-az': { multiAz: true },
  everything: {
    projectName: 'acme-logs',
    region: 'eu-central-1',
    multiAz: true,
    tags: { CostCenter: '4711' },
    network: {
      vpcCidr: '10.64.0.0/18',
      nat: 'one-per-zone',
      endpoints: true,
      extraEndpoints: ['elasticloadbalancing', 'kms'],
      flowLogRetentionDays: 90,
    },
    cluster: {
      version: '1.34',
      upgradePolicy: 'standard',
      publicAccessCidrs: ['203.0.113.0/24'],
      privateAccessCidrs: ['172.16.0.0/16'],
      adminPrincipalArns: ['arn:aws:iam::111122223333:role/platform/Admin', 'arn:aws:iam::111122223333:user/on-call'],
      systemInstanceTypes: ['m7g.xlarge'],
      systemNodes: { min: 3, max: 9 },
      executorInstanceTypes: ['m7g.2xlarge', 'm6g.2xlarge'],
      executorNodes: { min: 0, max: 40 },
      nodeDiskGib: 200,
      addonVersions: { 'vpc-cni': 'v1.20.4-eksbuild.2' },
      logRetentionDays: 90,
    },
    lake: {
      rawBucketName: 'acme-raw-logs',
      icebergBucketName: 'acme-log-lake',
      rawPrefix: 'ingest/web/',
      warehousePrefix: 'lake/warehouse/',
      encryption: 'kms',
      rawInfrequentAccessAfterDays: 45,
      rawArchiveAfterDays: 120,
      rawExpireAfterDays: 730,
      oldVersionDays: 14,
    },
    catalogDatabase: {
      databaseName: 'metastore',
      username: 'admin_user',
      instanceClass: 'db.m7g.large',
      allocatedStorageGib: 50,
      maxAllocatedStorageGib: 500,
      backupRetentionDays: 35,
    },
    images: { built: ['spark', 'hive-metastore', 'log-shipper'], keepImages: 20 },
    serviceAccounts: { spark: { namespace: 'jobs', name: 'spark-runner' } },
    backend: { kind: 's3', bucket: 'acme-logs-state-111122223333', key: 'acme-logs/foundation.tfstate', region: 'eu-central-1' },
  },
} as const satisfies Readonly<Record<string, FoundationProps>>;

/** Name of one of the four. */
export type ConfigurationName = keyof typeof configurations;

/** Names of the four, in order of size. */
export const configurationNames = Object.keys(configurations) as readonly ConfigurationName[];
