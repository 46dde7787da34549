/** What has logs: jobs, by the newest run of each, and workloads. */
export const logSources = ['ingest', 'aggregate', 'maintain', 'create-schema', 'hive-metastore', 'clickhouse'] as const;

/** Name of such a job or workload. */
export type LogSource = (typeof logSources)[number];

/** Jobs that can be started by hand. */
export const runnableJobs = ['ingest', 'aggregate', 'maintain', 'create-schema'] as const;
