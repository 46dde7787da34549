import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IContainer } from 'kubernetes-models/v1/Container';
import { imageReference } from '../images/image-lock.ts';
import { metadata, selector } from '../object/metadata.ts';
import type { PlatformConfig } from '../platform-config.ts';
import { onNodes } from '../pod/placement.ts';
import { reserved } from '../pod/reserved.ts';
import { restrictedContainer, restrictedPod, scratchVolume } from '../pod/restricted.ts';
import { accountFolder, accountSecret, component, environment, healthPort, thriftPort, user } from './settings.ts';

const tmp = scratchVolume('tmp', '/tmp', '256Mi');

/** The servers; no two on one node or in one zone where there is a choice. One that cannot reach its database takes no questions. */
export function deployment(config: PlatformConfig): IDeployment {
  const { project, identities, cluster, hiveMetastore } = config;
  const { namespace, serviceAccount } = identities['hive-metastore'];
  const pods = selector(project, component);
  const own = metadata({ project, namespace, name: component, component });
  const spread = (topologyKey: string) => ({ maxSkew: 1, topologyKey, whenUnsatisfiable: 'ScheduleAnyway' as const, labelSelector: { matchLabels: pods } });
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: own,
    spec: {
      replicas: hiveMetastore.replicas,
      revisionHistoryLimit: 3,
      selector: { matchLabels: pods },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: {
        metadata: { labels: own.labels ?? {} },
        spec: {
          serviceAccountName: serviceAccount,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          terminationGracePeriodSeconds: 60,
          securityContext: restrictedPod(user),
          ...onNodes(cluster.nodes.system),
          affinity: {
            podAntiAffinity: {
              preferredDuringSchedulingIgnoredDuringExecution: [
                { weight: 100, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: pods } } },
              ],
            },
          },
          topologySpreadConstraints: [spread('topology.kubernetes.io/zone')],
          containers: [server(config)],
          volumes: [tmp.volume, { name: 'account', secret: { secretName: accountSecret } }],
        },
      },
    },
  };
}

function server(config: PlatformConfig): IContainer {
  return {
    name: component,
    image: imageReference(config.images, component),
    imagePullPolicy: 'IfNotPresent',
    args: ['serve'],
    env: environment(config),
    ports: [
      { name: 'thrift', containerPort: thriftPort, protocol: 'TCP' },
      { name: 'health', containerPort: healthPort, protocol: 'TCP' },
    ],
    // The server itself waits for a database that is starting.
    startupProbe: { httpGet: { path: '/live', port: 'health' }, periodSeconds: 5, failureThreshold: 36 },
    livenessProbe: { httpGet: { path: '/live', port: 'health' }, periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 4 },
    readinessProbe: { httpGet: { path: '/ready', port: 'health' }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
    resources: reserved('250m', '1Gi', '1Gi'),
    securityContext: restrictedContainer,
    volumeMounts: [tmp.mount, { name: 'account', mountPath: accountFolder, readOnly: true }],
  };
}
