import type { PlatformConfig } from '../platform-config.ts';

/** Name of everything that belongs to ClickHouse. */
export const component = 'clickhouse';

/** Name of its image in the lock list. */
export const imageName = 'clickhouse-server';

/** Port of HTTP. */
export const httpPort = 8123;

/** Port of the native protocol. */
export const nativePort = 9000;

/** User of the image. */
export const user = 101;

/** Folder on the volume. */
export const dataFolder = '/var/lib/clickhouse';

/** Folder of the server's configuration. */
export const configFolder = '/etc/logex/server';

/** Folder of users and their password hashes. */
export const usersFolder = '/etc/logex/users';

/** Secret with users and their password hashes. */
export const usersSecret = 'clickhouse-users';

/** Secret with the password of the administrator, for the job that makes tables. */
export const adminSecret = 'clickhouse-admin';

/** `https` address of the warehouse; credentials are those of the pod. */
export function warehouseUrl({ lake, region }: PlatformConfig): string {
  return `https://${lakeHost({ lake, region })}/${lake.iceberg.prefix}`;
}

/** Host of the bucket of the warehouse: the only one that queries may read from. */
export function lakeHost({ lake, region }: Pick<PlatformConfig, 'lake' | 'region'>): string {
  return `${lake.iceberg.bucket}.s3.${region}.amazonaws.com`;
}
