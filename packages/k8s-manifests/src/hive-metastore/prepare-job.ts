import type { IJob } from 'kubernetes-models/batch/v1/Job';
import { imageReference } from '../images/image-lock.ts';
import { contentHash } from '../object/content-hash.ts';
import { metadata } from '../object/metadata.ts';
import type { PlatformConfig } from '../platform-config.ts';
import { onNodes } from '../pod/placement.ts';
import { reserved } from '../pod/reserved.ts';
import { restrictedContainer, restrictedPod, scratchVolume } from '../pod/restricted.ts';
import { accountFolder, accountSecret, adminSecret, component, environment, user } from './settings.ts';

const adminFolder = '/etc/logex/admin';

/** Pods of the preparing job; they reach the database and nobody reaches them. */
export const prepareComponent = 'hive-metastore-prepare';

/**
 * Makes database, schema and the metastore's own account, with the administrator's; safe to repeat. What a job does cannot be
 * changed, so its name changes with it.
 */
export function prepareJob(config: PlatformConfig): IJob {
  const { project, identities, cluster, images } = config;
  const { namespace, serviceAccount } = identities['hive-metastore'];
  const tmp = scratchVolume('tmp', '/tmp', '256Mi');
  const labels = metadata({ project, namespace, name: prepareComponent, component: prepareComponent }).labels ?? {};
  const spec: NonNullable<IJob['spec']> = {
    backoffLimit: 10,
    completions: 1,
    parallelism: 1,
    template: {
      metadata: { labels },
      spec: {
        restartPolicy: 'OnFailure',
        serviceAccountName: serviceAccount,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: restrictedPod(user),
        ...onNodes(cluster.nodes.system),
        containers: [
          {
            name: 'prepare',
            image: imageReference(images, component),
            imagePullPolicy: 'IfNotPresent',
            args: ['prepare'],
            env: [
              ...environment(config),
              { name: 'METASTORE_ADMIN_USER', valueFrom: { secretKeyRef: { name: adminSecret, key: 'username' } } },
              { name: 'METASTORE_ADMIN_PASSWORD_FILE', value: `${adminFolder}/password` },
            ],
            resources: reserved('100m', '512Mi', '512Mi'),
            securityContext: restrictedContainer,
            volumeMounts: [tmp.mount, { name: 'account', mountPath: accountFolder, readOnly: true }, { name: 'admin', mountPath: adminFolder, readOnly: true }],
          },
        ],
        volumes: [tmp.volume, { name: 'account', secret: { secretName: accountSecret } }, { name: 'admin', secret: { secretName: adminSecret } }],
      },
    },
  };
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: metadata({ project, namespace, name: `${prepareComponent}-${contentHash(spec)}`, component: prepareComponent }), spec };
}
