import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { IStorageClass } from 'kubernetes-models/storage.k8s.io/v1/StorageClass';
import { thriftPort } from '../hive-metastore/settings.ts';
import { namespaceLabel, networkPolicy, tcp, toHttps } from '../network/network-policy.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { metadata, selector } from '../object/metadata.ts';
import type { PlatformConfig } from '../platform-config.ts';
import { serviceAccount } from '../pod/service-account.ts';
import { externalSecret } from '../secrets/external-secret.ts';
import { secretStore } from '../secrets/secret-store.ts';
import { serverConfig } from './server-config.ts';
import { services } from './services.ts';
import { adminSecret, component, httpPort, nativePort, usersSecret } from './settings.ts';
import { statefulSet } from './stateful-set.ts';
import { tablesComponent, tablesJob } from './tables-job.ts';
import { tablesSql } from './tables-sql.ts';
import { userProperties, usersConfig } from './users-config.ts';

/** Everything of ClickHouse: the server and its volume, users from a secret, the tables, services, who may reach it. */
export function clickhouse(config: PlatformConfig): readonly KubeObject[] {
  const { project, region, identities } = config;
  const { namespace } = identities.clickhouse;
  const secret = { project, namespace, component, arn: config.clickhouse.usersSecretArn };
  return [
    storageClass(project),
    serviceAccount(project, component, identities.clickhouse),
    secretStore(project, namespace, region),
    externalSecret({ ...secret, name: usersSecret, properties: userProperties.hashes, files: { 'users.yaml': usersConfig(config) } }),
    externalSecret({ ...secret, name: adminSecret, properties: [userProperties.adminPassword] }),
    configMap(config, `${component}-server`, { 'config.yaml': serverConfig(config) }),
    configMap(config, tablesComponent, { 'tables.sql': tablesSql(config) }),
    statefulSet(config),
    tablesJob(config),
    ...services(config),
    ...policies(config),
  ];
}

/** Label of namespaces whose pods may connect to ClickHouse. */
export const clientLabel = 'logex.io/clickhouse-client';

function configMap({ project, identities }: PlatformConfig, name: string, data: Record<string, string>): IConfigMap {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata({ project, component, namespace: identities.clickhouse.namespace, name }), data };
}

/** Encrypted volumes that grow and outlive their claims. */
function storageClass(project: string): IStorageClass {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: metadata({ project, name: `${project}-gp3`, component }),
    provisioner: 'ebs.csi.aws.com',
    parameters: { type: 'gp3', encrypted: 'true' },
    reclaimPolicy: 'Retain',
    allowVolumeExpansion: true,
    volumeBindingMode: 'WaitForFirstConsumer',
  };
}

function policies({ project, identities, cluster, clickhouse }: PlatformConfig): readonly KubeObject[] {
  const { namespace } = identities.clickhouse;
  const ports = tcp(httpPort, nativePort);
  const { clientCidrs } = clickhouse;
  // Health checks of a load balancer come from the VPC; who may log in is said with each user.
  const outside = clientCidrs.length === 0 ? [] : [...new Set([cluster.vpcCidr, ...clientCidrs])];
  return [
    networkPolicy({
      project,
      namespace,
      name: component,
      component,
      pods: selector(project, component),
      ingress: [
        {
          from: [
            { podSelector: { matchLabels: selector(project, tablesComponent) } },
            { namespaceSelector: { matchLabels: { [clientLabel]: 'true' } } },
            ...outside.map((cidr) => ({ ipBlock: { cidr } })),
          ],
          ports,
        },
      ],
      egress: [toHttps, { to: [{ namespaceSelector: { matchLabels: namespaceLabel(identities['hive-metastore'].namespace) } }], ports: tcp(thriftPort) }],
    }),
    networkPolicy({
      project,
      namespace,
      name: tablesComponent,
      component,
      pods: selector(project, tablesComponent),
      egress: [{ to: [{ podSelector: { matchLabels: selector(project, component) } }], ports: tcp(nativePort) }],
    }),
  ];
}
