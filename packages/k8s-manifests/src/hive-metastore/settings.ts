import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import type { PlatformConfig } from '../platform-config.ts';

/** Name of everything that belongs to the metastore. */
export const component = 'hive-metastore';

/** Port of the Thrift protocol. */
export const thriftPort = 9083;

/** Port of `/live` and `/ready`. */
export const healthPort = 9084;

/** User that the image runs as. */
export const user = 185;

/** Secret with the metastore's own account. */
export const accountSecret = 'hive-metastore-account';

/** Secret with the administrator of the database, for the preparing job alone. */
export const adminSecret = 'hive-metastore-admin';

/** Folder that the account is mounted to. */
export const accountFolder = '/etc/logex/account';

/** Address that clients of the cluster connect to. */
export function metastoreUri({ identities }: PlatformConfig): string {
  return `thrift://${component}.${identities['hive-metastore'].namespace}.svc.cluster.local:${thriftPort}`;
}

/** The environment of the server and of the preparing job. Passwords are read from files. */
export function environment({ catalogDatabase, lake, region }: PlatformConfig): IEnvVar[] {
  const { host, port, name } = catalogDatabase;
  const options = [
    'fs.s3a.aws.credentials.provider=com.amazonaws.auth.WebIdentityTokenCredentialsProvider',
    `fs.s3a.endpoint.region=${region}`,
  ];
  return [
    { name: 'METASTORE_DATABASE_HOST', value: host },
    { name: 'METASTORE_DATABASE_PORT', value: String(port) },
    { name: 'METASTORE_DATABASE_TLS', value: 'required' },
    { name: 'METASTORE_DATABASE_NAME', value: name },
    { name: 'METASTORE_DATABASE_USER', valueFrom: { secretKeyRef: { name: accountSecret, key: 'username' } } },
    { name: 'METASTORE_DATABASE_PASSWORD_FILE', value: `${accountFolder}/password` },
    { name: 'METASTORE_WAREHOUSE', value: lake.iceberg.location },
    { name: 'METASTORE_OPTIONS', value: options.join('\n') },
    { name: 'JDK_JAVA_OPTIONS', value: '-XX:MaxRAMPercentage=65 -XX:+ExitOnOutOfMemoryError' },
  ];
}
