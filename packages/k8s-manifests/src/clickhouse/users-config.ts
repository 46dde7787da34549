import { defaultNamespace } from '@logex/log-schema';
import { stringify } from 'yaml';
import type { PlatformConfig } from '../platform-config.ts';
import { memorySettings } from './memory-settings.ts';

/** Members of the secret: a SHA-256 in hexadecimal for each user, and the password of the administrator for the job that makes tables. */
export const userProperties = { hashes: ['admin_sha256', 'reader_sha256', 'refresher_sha256'], adminPassword: 'admin_password' } as const;

const tables = `${defaultNamespace}.*`;
// Views of the lake read it by a table function, which asks for these two; the only host they reach is the lake's.
const lakeGrants = ['GRANT CREATE TEMPORARY TABLE, S3 ON *.*'];

/**
 * The users as External Secrets fills them in: `admin` makes tables, `refresher` fills the hot tier, `reader` asks. There is no
 * `default` user, and each is let in from the VPC alone, readers from the clients' addresses too.
 */
export function usersConfig(config: PlatformConfig): string {
  const { cluster, clickhouse } = config;
  const memory = memorySettings(clickhouse.memoryGib);
  const inside = ['127.0.0.1', cluster.vpcCidr];
  const user = (name: string, profile: string, ip: readonly string[], grants: readonly string[]): object => ({
    password_sha256_hex: `{{ .${name}_sha256 }}`,
    networks: { ip: [...new Set(ip)] },
    profile,
    quota: 'default',
    grants: { query: grants },
  });
  return stringify(
    {
      profiles: {
        default: {
          max_memory_usage: memory.query,
          max_bytes_before_external_group_by: memory.spill,
          max_bytes_before_external_sort: memory.spill,
          enable_filesystem_cache: 1,
          filesystem_cache_name: 'lake',
        },
        // Settings of a query may be changed, data may not.
        reader: { profile: 'default', readonly: 2, max_execution_time: 300, constraints: { max_memory_usage: { max: memory.query }, max_execution_time: { max: 3600 } } },
      },
      quotas: { default: { interval: { duration: 3600, queries: 0, errors: 0, result_rows: 0, read_rows: 0, execution_time: 0 } } },
      users: {
        admin: user('admin', 'default', inside, ['GRANT ALL ON *.* WITH GRANT OPTION']),
        refresher: user('refresher', 'default', inside, [
          `GRANT SELECT, INSERT, ALTER, CREATE TABLE, DROP TABLE, TRUNCATE ON ${tables}`,
          ...lakeGrants,
        ]),
        reader: user('reader', 'reader', [...inside, ...clickhouse.clientCidrs], [`GRANT SELECT ON ${tables}`, ...lakeGrants]),
      },
    },
    { lineWidth: 0 },
  );
}
