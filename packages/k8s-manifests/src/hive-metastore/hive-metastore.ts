import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { IService } from 'kubernetes-models/v1/Service';
import { namespaceLabel, networkPolicy, tcp, toHttps } from '../network/network-policy.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { metadata, selector } from '../object/metadata.ts';
import type { PlatformConfig } from '../platform-config.ts';
import { serviceAccount } from '../pod/service-account.ts';
import { externalSecret } from '../secrets/external-secret.ts';
import { secretStore } from '../secrets/secret-store.ts';
import { deployment } from './deployment.ts';
import { prepareComponent, prepareJob } from './prepare-job.ts';
import { accountSecret, adminSecret, component, thriftPort } from './settings.ts';

/** Everything of the Hive Metastore: servers, the job that prepares their database, secrets, who may reach them. */
export function hiveMetastore(config: PlatformConfig): readonly KubeObject[] {
  const { project, region, identities, catalogDatabase } = config;
  const identity = identities['hive-metastore'];
  const { namespace } = identity;
  const account = { project, namespace, component, properties: ['username', 'password'] };
  return [
    serviceAccount(project, component, identity),
    secretStore(project, namespace, region),
    externalSecret({ ...account, name: accountSecret, arn: catalogDatabase.userSecretArn }),
    externalSecret({ ...account, name: adminSecret, arn: catalogDatabase.adminSecretArn }),
    prepareJob(config),
    deployment(config),
    service(config),
    disruptionBudget(config),
    ...policies(config),
  ];
}

function service({ project, identities }: PlatformConfig): IService {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata({ project, component, namespace: identities['hive-metastore'].namespace, name: component }),
    spec: { type: 'ClusterIP', selector: selector(project, component), ports: [{ name: 'thrift', protocol: 'TCP', port: thriftPort, targetPort: 'thrift' }] },
  };
}

// With one replica a budget that keeps one would keep its node for ever.
function disruptionBudget({ project, identities }: PlatformConfig): IPodDisruptionBudget {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadata({ project, component, namespace: identities['hive-metastore'].namespace, name: component }),
    spec: { maxUnavailable: 1, selector: { matchLabels: selector(project, component) } },
  };
}

/** The protocol has no authentication: only pods of Spark jobs and of ClickHouse reach the port. */
function policies({ project, cluster, identities, catalogDatabase }: PlatformConfig): readonly KubeObject[] {
  const { namespace } = identities['hive-metastore'];
  const toDatabase = { to: [{ ipBlock: { cidr: cluster.vpcCidr } }], ports: tcp(catalogDatabase.port) };
  const clients = [identities.spark.namespace, identities.clickhouse.namespace];
  return [
    networkPolicy({
      project,
      namespace,
      name: component,
      component,
      pods: selector(project, component),
      ingress: [{ from: clients.map((name) => ({ namespaceSelector: { matchLabels: namespaceLabel(name) } })), ports: tcp(thriftPort) }],
      egress: [toDatabase, toHttps],
    }),
    networkPolicy({ project, namespace, name: prepareComponent, component, pods: selector(project, prepareComponent), egress: [toDatabase] }),
  ];
}
