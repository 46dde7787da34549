import {
  dailySummary, hourlyErrors, httpTraffic, ingestedFiles, logs, logsRejected, sourceActivity, topErrors, topIps, topPaths,
} from '@logex/log-schema';

/** Tables of the schema that go by their name. */
export const schemaTables = {
  logs,
  logs_rejected: logsRejected,
  ingested_files: ingestedFiles,
  top_errors: topErrors.table,
  top_ips: topIps.table,
  top_paths: topPaths.table,
  daily_summary: dailySummary.table,
  hourly_errors: hourlyErrors.table,
  http_traffic: httpTraffic.table,
  source_activity: sourceActivity.table,
} as const;

/** Type of `schemaTables`. */
export type SchemaTables = typeof schemaTables;

/** Names of the tables of the schema. */
export type SchemaTableName = keyof SchemaTables;
