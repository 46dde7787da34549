import type { INamespace } from 'kubernetes-models/v1/Namespace';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { closedNamespace, networkPolicy, tcp, toHttps } from '../network/network-policy.ts';
import { metadata } from '../object/metadata.ts';
import type { PlatformConfig } from '../platform-config.ts';

/** Namespace of the Spark Operator. */
export const sparkOperatorNamespace = 'spark-operator';

/** Namespaces that belong to a project, sorted. */
export function namespaceNames({ identities }: PlatformConfig): readonly string[] {
  const names = ['spark', 'hive-metastore', 'clickhouse', 'external-secrets'] as const;
  return [...new Set([...names.map((name) => identities[name].namespace), sparkOperatorNamespace])].sort();
}

/** Each namespace with pod security `restricted` and closed to the network; operators may reach the API server and be asked by it. */
export function namespaces(config: PlatformConfig): (INamespace | INetworkPolicy)[] {
  const { project, cluster, identities } = config;
  const operators = [sparkOperatorNamespace, identities['external-secrets'].namespace];
  return [
    ...namespaceNames(config).flatMap((name) => [namespace(project, name), ...closedNamespace(project, name)]),
    ...operators.map((name) =>
      networkPolicy({
        project,
        namespace: name,
        name: 'allow-operator',
        component: 'network',
        pods: {},
        // The API server calls webhooks from addresses of the VPC.
        ingress: [{ from: [{ ipBlock: { cidr: cluster.vpcCidr } }], ports: tcp(9443, 10250) }],
        egress: [toHttps],
      }),
    ),
  ];
}

function namespace(project: string, name: string): INamespace {
  const levels = ['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted']);
  return { apiVersion: 'v1', kind: 'Namespace', metadata: metadata({ project, name, component: 'namespace', labels: Object.fromEntries(levels) as Record<string, string> }) };
}
