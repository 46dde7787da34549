import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { IContainer } from 'kubernetes-models/v1/Container';
import { imageReference } from '../images/image-lock.ts';
import { contentHash } from '../object/content-hash.ts';
import { metadata, selector } from '../object/metadata.ts';
import type { PlatformConfig } from '../platform-config.ts';
import { onNodes } from '../pod/placement.ts';
import { reserved } from '../pod/reserved.ts';
import { restrictedContainer, restrictedPod, scratchVolume } from '../pod/restricted.ts';
import { serverConfig } from './server-config.ts';
import { component, configFolder, dataFolder, httpPort, imageName, nativePort, user, usersFolder, usersSecret } from './settings.ts';

const tmp = scratchVolume('tmp', '/tmp', '1Gi');

/** The server, with a volume of its own that outlives it. A change of its configuration starts it anew; users are read again as they change. */
export function statefulSet(config: PlatformConfig): IStatefulSet {
  const { project, identities, cluster, clickhouse } = config;
  const { namespace, serviceAccount } = identities.clickhouse;
  const own = metadata({ project, namespace, name: component, component });
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: own,
    spec: {
      replicas: 1,
      revisionHistoryLimit: 3,
      serviceName: `${component}-pods`,
      selector: { matchLabels: selector(project, component) },
      updateStrategy: { type: 'RollingUpdate' },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      template: {
        metadata: { labels: own.labels ?? {}, annotations: { 'logex.io/configuration': contentHash(serverConfig(config)) } },
        spec: {
          serviceAccountName: serviceAccount,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          terminationGracePeriodSeconds: 120,
          securityContext: restrictedPod(user),
          ...onNodes(cluster.nodes.system),
          containers: [server(config)],
          volumes: [tmp.volume, { name: 'server', configMap: { name: `${component}-server` } }, { name: 'users', secret: { secretName: usersSecret } }],
        },
      },
      volumeClaimTemplates: [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name: 'data', labels: selector(project, component) },
          spec: { accessModes: ['ReadWriteOnce'], storageClassName: `${project}-gp3`, resources: { requests: { storage: `${clickhouse.storageGib}Gi` } } },
        },
      ],
    },
  };
}

function server({ images, clickhouse }: PlatformConfig): IContainer {
  const ping = { path: '/ping', port: 'http' };
  return {
    name: component,
    image: imageReference(images, imageName),
    imagePullPolicy: 'IfNotPresent',
    command: ['clickhouse-server', `--config-file=${configFolder}/config.yaml`],
    env: [{ name: 'TZ', value: 'UTC' }],
    ports: [
      { name: 'http', containerPort: httpPort, protocol: 'TCP' },
      { name: 'native', containerPort: nativePort, protocol: 'TCP' },
    ],
    startupProbe: { httpGet: ping, periodSeconds: 5, failureThreshold: 120 },
    // A server that has too many queries to answer over HTTP is still alive.
    livenessProbe: { tcpSocket: { port: 'native' }, periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 6 },
    readinessProbe: { httpGet: ping, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
    resources: reserved(String(clickhouse.cpu), `${clickhouse.memoryGib}Gi`, '2Gi'),
    securityContext: restrictedContainer,
    volumeMounts: [
      tmp.mount,
      { name: 'data', mountPath: dataFolder },
      { name: 'server', mountPath: configFolder, readOnly: true },
      { name: 'users', mountPath: usersFolder, readOnly: true },
    ],
  };
}
