import type { Config } from '../config/config-schema.ts';

/** What the Kubernetes phase is told by a configuration; names that phase 1 makes come from its outputs. */
export interface PlatformProps {
  readonly projectName: string;
  readonly region: string;
  readonly namespaces: { readonly spark: string; readonly hive: string; readonly clickhouse: string };
  /** Whether the scheduled jobs are deployed. */
  readonly scheduledJobs: boolean;
  readonly hiveMetastore: {
    /** Image reference, or null for the project's own. */
    readonly image: string | null;
    readonly replicas: number;
    readonly databaseName: string;
  };
  readonly clickhouse: {
    readonly memoryGib: number;
    readonly storageGib: number;
    /** Addresses that its internal load balancer lets in; empty: there is none. */
    readonly clientCidrs: readonly string[];
  };
}

/** The Kubernetes side of a configuration. */
export function platformProps(config: Config): PlatformProps {
  return {
    projectName: config.project_name,
    region: config.aws_region,
    namespaces: { spark: config.spark_namespace, hive: config.hive_namespace, clickhouse: config.clickhouse_namespace },
    scheduledJobs: config.deploy_spark_jobs,
    hiveMetastore: { image: config.hive_metastore_image, replicas: config.hive_metastore_replicas, databaseName: config.db_name },
    clickhouse: { memoryGib: config.clickhouse_memory_gib, storageGib: config.clickhouse_storage_gib, clientCidrs: config.clickhouse_client_cidrs },
  };
}
