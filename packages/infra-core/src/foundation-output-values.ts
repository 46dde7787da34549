import { nodeGroupLabel, type NodeGroup } from './cluster/node-group.ts';
import type { FoundationOutputs } from './foundation-outputs.ts';
import type { WorkloadRole } from './identity/workload-role.ts';
import type { LakeBucket } from './lake/lake-bucket.ts';
import type { FoundationStack } from './stack/foundation-stack.ts';

/** The value of the output `foundation`, as references that Terraform resolves. */
export function foundationOutputs(stack: FoundationStack, accountId: string): FoundationOutputs {
  const { network, cluster, lake, catalogDatabase: catalog, images, workloads } = stack;
  const { roles } = workloads;
  return {
    projectName: stack.projectName,
    region: stack.region,
    accountId,
    network: {
      vpcId: network.vpcId,
      vpcCidr: network.vpcCidr,
      zones: [...network.zones],
      privateSubnetIds: [...network.privateSubnetIds],
      publicSubnetIds: [...network.publicSubnetIds],
      internet: network.internet,
    },
    cluster: {
      name: cluster.name,
      version: cluster.version,
      endpoint: cluster.endpoint,
      certificateAuthority: cluster.certificateAuthority,
      oidcIssuer: cluster.oidcIssuer,
      oidcProviderArn: cluster.oidcProviderArn,
      nodeSecurityGroupId: cluster.nodeTraffic.securityGroupId,
      nodeGroups: { system: nodeGroup(cluster.system), sparkExecutors: nodeGroup(cluster.executors) },
      autoscalerArguments: [...cluster.autoscalerArguments],
    },
    lake: { raw: bucket(lake.raw, lake.rawPrefix), iceberg: bucket(lake.iceberg, lake.warehousePrefix) },
    catalogDatabase: {
      host: catalog.host,
      port: catalog.port,
      databaseName: catalog.databaseName,
      adminUsername: catalog.adminUsername,
      adminSecretArn: catalog.adminSecretArn,
      userSecretArn: catalog.userSecretArn,
    },
    clickhouse: { usersSecretArn: workloads.clickhouseUsersSecretArn },
    images: { registry: `${accountId}.dkr.ecr.${stack.region}.amazonaws.com`, built: { ...images.built }, mirrored: { ...images.mirrored } },
    workloads: {
      'external-secrets': serviceRole(roles['external-secrets']),
      spark: serviceRole(roles.spark),
      'cluster-autoscaler': serviceRole(roles['cluster-autoscaler']),
      'ebs-csi': serviceRole(roles['ebs-csi']),
      clickhouse: serviceRole(roles.clickhouse),
      'hive-metastore': serviceRole(roles['hive-metastore']),
    },
  };
}

function nodeGroup({ name, labels, taints }: NodeGroup): FoundationOutputs['cluster']['nodeGroups']['system'] {
  return { name, labels: { [nodeGroupLabel]: String(labels[nodeGroupLabel]) }, taints: [...taints] };
}

function bucket({ name, arn }: LakeBucket, prefix: string): FoundationOutputs['lake']['raw'] {
  return { name, arn, prefix, location: `s3a://${name}/${prefix.replace(/\/$/u, '')}` };
}

function serviceRole({ arn, serviceAccount }: WorkloadRole): FoundationOutputs['workloads']['spark'] {
  return { roleArn: arn, namespace: serviceAccount.namespace, serviceAccount: serviceAccount.name };
}
