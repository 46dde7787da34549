import { inventoryLabel } from '../object/metadata.ts';
import { sparkOperatorNamespace } from '../namespaces/namespaces.ts';
import type { PlatformConfig } from '../platform-config.ts';
import { onNodes } from '../pod/placement.ts';
import { reserved } from '../pod/reserved.ts';
import { restrictedContainer, restrictedPod } from '../pod/restricted.ts';
import { roleAnnotation } from '../pod/service-account.ts';
import type { ChartRelease, ChartSource } from './chart-source.ts';
import { defaultCharts, type ChartName } from './default-charts.ts';

/** The operators of a project, as releases of charts with values for private nodes, restricted pods and the roles of the project. */
export function chartReleases(config: PlatformConfig, sources: Readonly<Record<ChartName, ChartSource>> = defaultCharts): readonly ChartRelease[] {
  return [externalSecrets(config, sources['external-secrets']), sparkOperator(config, sources['spark-operator']), clusterAutoscaler(config, sources['cluster-autoscaler'])];
}

const small = reserved('50m', '256Mi', '256Mi');

function account({ identities }: PlatformConfig, workload: 'external-secrets' | 'cluster-autoscaler'): Readonly<Record<string, unknown>> {
  const { serviceAccount, roleArn } = identities[workload];
  return { create: true, name: serviceAccount, annotations: { [roleAnnotation]: roleArn } };
}

function externalSecrets(config: PlatformConfig, source: ChartSource): ChartRelease {
  const pod = { ...onNodes(config.cluster.nodes.system), podSecurityContext: restrictedPod(65534), securityContext: restrictedContainer, resources: small };
  return {
    name: 'external-secrets',
    namespace: config.identities['external-secrets'].namespace,
    source,
    images: ['external-secrets'],
    values: {
      installCRDs: true,
      commonLabels: { [inventoryLabel]: config.project },
      serviceAccount: account(config, 'external-secrets'),
      ...pod,
      webhook: pod,
      certController: pod,
    },
  };
}

function sparkOperator(config: PlatformConfig, source: ChartSource): ChartRelease {
  const { project, identities, cluster } = config;
  const pod = { ...onNodes(cluster.nodes.system), securityContext: restrictedContainer };
  return {
    name: 'spark-operator',
    namespace: sparkOperatorNamespace,
    source,
    images: ['spark-operator'],
    values: {
      commonLabels: { [inventoryLabel]: project },
      // Account and permissions of jobs are our own.
      spark: { jobNamespaces: [identities.spark.namespace], serviceAccount: { create: false }, rbac: { create: false } },
      controller: { ...pod, podSecurityContext: restrictedPod(185), uiService: { enable: false }, resources: reserved('250m', '1Gi', '2Gi') },
      webhook: { ...pod, podSecurityContext: restrictedPod(185), resources: small },
    },
  };
}

function clusterAutoscaler(config: PlatformConfig, source: ChartSource): ChartRelease {
  const { project, region, cluster, identities } = config;
  return {
    name: 'cluster-autoscaler',
    namespace: identities['cluster-autoscaler'].namespace,
    source,
    images: ['cluster-autoscaler'],
    values: {
      additionalLabels: { [inventoryLabel]: project },
      cloudProvider: 'aws',
      awsRegion: region,
      autoDiscovery: { clusterName: cluster.name },
      extraArgs: Object.fromEntries(cluster.autoscalerArguments.map(argument).filter(([name]) => !madeByChart.includes(name))),
      rbac: { serviceAccount: account(config, 'cluster-autoscaler') },
      ...onNodes(cluster.nodes.system),
      securityContext: restrictedPod(65534),
      containerSecurityContext: restrictedContainer,
      resources: reserved('100m', '600Mi', '256Mi'),
    },
  };
}

const madeByChart: readonly string[] = ['cloud-provider', 'node-group-auto-discovery'];

function argument(text: string): readonly [string, string] {
  const [name = '', ...value] = text.replace(/^--/u, '').split('=');
  return [name, value.join('=')];
}
