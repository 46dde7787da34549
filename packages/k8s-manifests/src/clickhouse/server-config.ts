import { stringify } from 'yaml';
import type { PlatformConfig } from '../platform-config.ts';
import { memorySettings } from './memory-settings.ts';
import { dataFolder, httpPort, lakeHost, nativePort, usersFolder } from './settings.ts';

/** Share of the volume that keeps files of the lake which were read before. */
const fileCacheShare = 0.3;

/**
 * The whole configuration of the server, in place of the image's own: no user but ours, everything on the volume, logs to the
 * console, time in UTC, and caches that fit into the memory.
 */
export function serverConfig(config: PlatformConfig): string {
  const { memoryGib, storageGib } = config.clickhouse;
  const memory = memorySettings(memoryGib);
  const history = { partition_by: 'event_date', ttl: 'event_date + INTERVAL 14 DAY DELETE', flush_interval_milliseconds: 7500 };
  return stringify(
    {
      logger: { level: 'information', console: 1 },
      listen_host: '0.0.0.0',
      http_port: httpPort,
      tcp_port: nativePort,
      timezone: 'UTC',
      path: `${dataFolder}/`,
      tmp_path: `${dataFolder}/tmp/`,
      user_files_path: `${dataFolder}/user_files/`,
      format_schema_path: `${dataFolder}/format_schemas/`,
      user_directories: { users_xml: { path: `${usersFolder}/users.yaml` } },
      default_profile: 'default',
      default_database: 'default',
      max_connections: 1024,
      max_concurrent_queries: 100,
      max_server_memory_usage: memory.server,
      mark_cache_size: memory.markCache,
      uncompressed_cache_size: memory.uncompressedCache,
      index_mark_cache_size: memory.indexMarkCache,
      iceberg_metadata_files_cache_size: memory.icebergMetadataCache,
      filesystem_caches_path: `${dataFolder}/filesystem_caches/`,
      filesystem_caches: { lake: { path: `${dataFolder}/filesystem_caches/lake/`, max_size: `${Math.floor(storageGib * fileCacheShare)}Gi` } },
      s3: { use_environment_credentials: true, region: config.region },
      remote_url_allow_hosts: { host: lakeHost(config) },
      query_log: { database: 'system', table: 'query_log', ...history },
      part_log: { database: 'system', table: 'part_log', ...history },
      asynchronous_metric_log: { database: 'system', table: 'asynchronous_metric_log', ...history },
    },
    { lineWidth: 0 },
  );
}
