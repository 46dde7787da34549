import type { FoundationOutputs } from '@logex/infra-core';
import type { ImageLock, JobPlans, PlatformConfig } from '@logex/k8s-manifests';
import type { Config } from '../config/config-schema.ts';
import { platformProps } from '../stacks/platform-props.ts';
import { executorSize } from './executor-size.ts';

/** What the Kubernetes side of a project is made from. */
export interface PlatformConfigRequest {
  readonly config: Config;
  /** What phase 1 made, or will make. */
  readonly outputs: FoundationOutputs;
  readonly images: ImageLock;
  readonly plans: JobPlans;
}

/** The configuration of all Kubernetes objects: names and roles as phase 1 has them, sizes and switches as the user has them. */
export function platformConfig({ config, outputs, images, plans }: PlatformConfigRequest): PlatformConfig {
  const props = platformProps(config);
  const { cluster, lake, catalogDatabase, workloads } = outputs;
  const executor = executorSize(config.node_size[0] ?? 'm6i.xlarge');
  const folder = ({ name, prefix, location }: FoundationOutputs['lake']['raw']) => ({ bucket: name, prefix, location });
  return {
    project: props.projectName,
    region: props.region,
    cluster: {
      name: cluster.name,
      kubernetesVersion: cluster.version,
      vpcCidr: outputs.network.vpcCidr,
      autoscalerArguments: cluster.autoscalerArguments,
      nodes: { system: cluster.nodeGroups.system, sparkExecutors: cluster.nodeGroups.sparkExecutors },
    },
    identities: {
      'external-secrets': workloads['external-secrets'],
      spark: workloads.spark,
      'cluster-autoscaler': workloads['cluster-autoscaler'],
      clickhouse: workloads.clickhouse,
      'hive-metastore': workloads['hive-metastore'],
    },
    images,
    lake: { raw: folder(lake.raw), iceberg: folder(lake.iceberg) },
    catalogDatabase: {
      host: catalogDatabase.host,
      port: catalogDatabase.port,
      name: catalogDatabase.databaseName,
      adminSecretArn: catalogDatabase.adminSecretArn,
      userSecretArn: catalogDatabase.userSecretArn,
    },
    hiveMetastore: { replicas: props.hiveMetastore.replicas },
    clickhouse: { ...props.clickhouse, usersSecretArn: outputs.clickhouse.usersSecretArn, cpu: 1 },
    spark: {
      scheduled: props.scheduledJobs,
      plans,
      maxExecutors: config.node_max * executor.perNode,
      executorCores: executor.cores,
      executorMemoryMib: executor.memoryMib,
    },
  };
}
