import type { IRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role';
import type { IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import { thriftPort } from '../hive-metastore/settings.ts';
import { namespaceLabel, networkPolicy, tcp, toHttps } from '../network/network-policy.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { metadata, selector } from '../object/metadata.ts';
import type { PlatformConfig } from '../platform-config.ts';
import { serviceAccount } from '../pod/service-account.ts';
import { sparkJobs } from './job-plans.ts';
import { sparkJob } from './spark-job.ts';
import { component } from './spark-pods.ts';

/** Everything of the Spark jobs: who they are, what a driver may do, who they reach, and each job that has plans. */
export function spark(config: PlatformConfig): readonly KubeObject[] {
  return [
    serviceAccount(config.project, component, config.identities.spark),
    ...driverPermissions(config),
    traffic(config),
    ...sparkJobs.flatMap((job) => {
      const plans = config.spark.plans[job] ?? [];
      return plans.length === 0 ? [] : sparkJob(config, job, plans);
    }),
  ];
}

/** A driver makes its executors, their service and their settings, and takes them away. */
function driverPermissions({ project, identities }: PlatformConfig): readonly [IRole, IRoleBinding] {
  const { namespace, serviceAccount: account } = identities.spark;
  const own = metadata({ project, namespace, component, name: 'spark-driver' });
  return [
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: own,
      rules: [
        {
          apiGroups: [''],
          resources: ['pods', 'services', 'configmaps', 'persistentvolumeclaims'],
          verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'],
        },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: own,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'spark-driver' },
      subjects: [{ kind: 'ServiceAccount', name: account, namespace }],
    },
  ];
}

/** Drivers and executors talk to each other, to AWS and the API server, and to the metastore. */
function traffic({ project, identities }: PlatformConfig): KubeObject {
  const pods = selector(project, component);
  const among = [{ podSelector: { matchLabels: pods } }];
  return networkPolicy({
    project,
    namespace: identities.spark.namespace,
    name: 'spark-jobs',
    component,
    pods,
    ingress: [{ from: among }],
    egress: [
      { to: among },
      toHttps,
      { to: [{ namespaceSelector: { matchLabels: namespaceLabel(identities['hive-metastore'].namespace) } }], ports: tcp(thriftPort) },
    ],
  });
}
