import type { PlatformConfig } from '../platform-config.ts';

const registry = '111122223333.dkr.ecr.eu-central-1.amazonaws.com/acme-logs';
const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;
const role = (name: string): string => `arn:aws:iam::111122223333:role/acme-logs-${name}`;
const secret = (name: string): string => `arn:aws:secretsmanager:eu-central-1:111122223333:secret:acme-logs/${name}-Ab12Cd`;

/** A project with every part and small plans. */
export const platform: PlatformConfig = {
  project: 'acme-logs',
  region: 'eu-central-1',
  cluster: {
    name: 'acme-logs-eks',
    kubernetesVersion: '1.33',
    vpcCidr: '10.20.0.0/16',
    autoscalerArguments: ['--cloud-provider=aws', '--node-group-auto-discovery=asg:tag=a,b', '--aws-use-static-instance-list=true', '--expander=least-waste'],
    nodes: {
      system: { labels: { 'logex.io/node-group': 'system' }, taints: [] },
      sparkExecutors: { labels: { 'logex.io/node-group': 'spark-executors' }, taints: [{ key: 'logex.io/spot', value: 'spark-executors', effect: 'NoSchedule' }] },
    },
  },
  identities: {
    'external-secrets': { namespace: 'external-secrets', serviceAccount: 'external-secrets', roleArn: role('external-secrets') },
    spark: { namespace: 'spark', serviceAccount: 'spark', roleArn: role('spark') },
    'cluster-autoscaler': { namespace: 'kube-system', serviceAccount: 'cluster-autoscaler', roleArn: role('cluster-autoscaler') },
    clickhouse: { namespace: 'clickhouse', serviceAccount: 'clickhouse', roleArn: role('clickhouse') },
    'hive-metastore': { namespace: 'hive', serviceAccount: 'hive-metastore', roleArn: role('hive-metastore') },
  },
  images: {
    images: {
      'spark-ingest': { repository: `${registry}/spark`, digest: digest('a') },
      'spark-aggregate': { repository: `${registry}/spark`, digest: digest('9') },
      'hive-metastore': { repository: `${registry}/hive-metastore`, digest: digest('b') },
      'clickhouse-server': { repository: `${registry}/mirror/clickhouse-server`, digest: digest('c'), upstream: 'docker.io/clickhouse/clickhouse-server' },
      'external-secrets': { repository: `${registry}/mirror/external-secrets`, digest: digest('d'), upstream: 'ghcr.io/external-secrets/external-secrets' },
      'spark-operator': { repository: `${registry}/mirror/spark-operator`, digest: digest('e'), upstream: 'ghcr.io/kubeflow/spark-operator/controller' },
      'cluster-autoscaler': { repository: `${registry}/mirror/cluster-autoscaler`, digest: digest('f'), upstream: 'registry.k8s.io/autoscaling/cluster-autoscaler' },
    },
  },
  lake: {
    raw: { bucket: 'acme-raw-logs', prefix: 'logs/', location: 's3a://acme-raw-logs/logs' },
    iceberg: { bucket: 'acme-log-lake', prefix: 'warehouse/', location: 's3a://acme-log-lake/warehouse' },
  },
  catalogDatabase: { host: 'catalog.example.internal', port: 3306, name: 'hive_metastore', adminSecretArn: secret('rds-admin'), userSecretArn: secret('hive-metastore/database-user') },
  hiveMetastore: { replicas: 2 },
  clickhouse: { usersSecretArn: secret('clickhouse/users'), memoryGib: 8, storageGib: 100, cpu: 1, clientCidrs: ['10.20.0.0/16', '192.168.40.0/24'] },
  spark: {
    scheduled: true,
    maxExecutors: 10,
    plans: {
      'create-schema': [{ file: 'create-schema.json', plan: { version: 1, job: 'create-schema', parameters: {}, steps: [] } }],
      ingest: [{ file: 'ingest.json', plan: { version: 1, job: 'ingest', parameters: {}, steps: [{ kind: 'configure', name: 'open catalog', settings: { warehouse: '${warehouse}', uri: '${metastore}', paths: ['${input}'] } }] } }],
      aggregate: [
        { file: 'top_errors.json', plan: { version: 1, job: 'aggregate', parameters: {}, steps: [] } },
        { file: 'top_paths.json', plan: { version: 1, job: 'aggregate', parameters: {}, steps: [] } },
      ],
      maintain: [{ file: 'maintain.json', plan: { version: 1, job: 'maintain', parameters: {}, steps: [] } }],
    },
  },
};
