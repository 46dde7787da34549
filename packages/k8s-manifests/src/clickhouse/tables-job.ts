import type { IJob } from 'kubernetes-models/batch/v1/Job';
import { imageReference } from '../images/image-lock.ts';
import { contentHash } from '../object/content-hash.ts';
import { metadata, notAwaited } from '../object/metadata.ts';
import type { PlatformConfig } from '../platform-config.ts';
import { onNodes } from '../pod/placement.ts';
import { reserved } from '../pod/reserved.ts';
import { restrictedContainer, restrictedPod, scratchVolume } from '../pod/restricted.ts';
import { adminSecret, component, imageName, nativePort, user } from './settings.ts';
import { tablesSql } from './tables-sql.ts';
import { userProperties } from './users-config.ts';

/** Pods of the job; they reach ClickHouse and nobody reaches them. */
export const tablesComponent = 'clickhouse-tables';

/** Makes the tables, again whenever their text changes. It starts over until the Iceberg tables are there. */
export function tablesJob(config: PlatformConfig): IJob {
  const { project, identities, cluster, images } = config;
  const { namespace, serviceAccount } = identities.clickhouse;
  const tmp = scratchVolume('tmp', '/tmp', '256Mi');
  const labels = metadata({ project, namespace, name: tablesComponent, component: tablesComponent }).labels ?? {};
  const spec: NonNullable<IJob['spec']> = {
    // Waits grow to six minutes: two hours in all, for the first Spark job to make the tables.
    backoffLimit: 24,
    completions: 1,
    parallelism: 1,
    template: {
      metadata: { labels, annotations: { 'logex.io/tables': contentHash(tablesSql(config)) } },
      spec: {
        restartPolicy: 'OnFailure',
        serviceAccountName: serviceAccount,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: restrictedPod(user),
        ...onNodes(cluster.nodes.system),
        containers: [
          {
            name: 'tables',
            image: imageReference(images, imageName),
            imagePullPolicy: 'IfNotPresent',
            command: ['clickhouse-client', `--host=${component}`, `--port=${nativePort}`, '--user=admin', '--queries-file=/etc/logex/tables/tables.sql'],
            env: [
              { name: 'CLICKHOUSE_PASSWORD', valueFrom: { secretKeyRef: { name: adminSecret, key: userProperties.adminPassword } } },
              { name: 'HOME', value: '/tmp' },
              { name: 'TZ', value: 'UTC' },
            ],
            resources: reserved('100m', '256Mi', '512Mi'),
            securityContext: restrictedContainer,
            volumeMounts: [tmp.mount, { name: 'tables', mountPath: '/etc/logex/tables', readOnly: true }],
          },
        ],
        volumes: [tmp.volume, { name: 'tables', configMap: { name: tablesComponent } }],
      },
    },
  };
  const annotations = { [notAwaited]: 'it starts over until a Spark job has made the Iceberg tables' };
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: metadata({ project, namespace, name: `${tablesComponent}-${contentHash(spec)}`, component: tablesComponent, annotations }), spec };
}
