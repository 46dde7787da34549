// Jobs on a local warehouse
export { ingest, defaultBatchBytes, type IngestEvent, type IngestOptions } from './ingest/ingest.ts';
export type { IngestSummary } from './ingest/ingest-summary.ts';
export { aggregate, type AggregateOptions, type AggregateSummary, type AggregatedTable } from './aggregate/aggregate.ts';
export { aggregateSql, type AggregateSqlOptions } from './aggregate/custom-sql.ts';
export { audit, type AuditReport, type FileBalance } from './audit/audit.ts';
export { replay, type ReplayOptions, type ReplaySelection, type ReplaySummary } from './replay/replay.ts';
export { migrate, type MigratedTable, type MigrateOptions, type MigrateSummary } from './migrate/migrate.ts';
export { detect, type DetectedLines, type DetectOptions, type DetectReport, type UnknownField } from './detect/detect.ts';

// The same jobs on Spark
export { sparkIngest, type SparkIngestOptions } from './spark/spark-ingest.ts';
export { ingestPlan, type IngestPlanOptions } from './spark/ingest-plan.ts';
export { compileJobs, type ClusterJob, type CompiledJobs, type CompiledPlan, type CompileJobsOptions } from './spark/compiled-jobs.ts';
export { openCatalog, tableName, type SparkCatalog } from './spark/spark-catalog.ts';
export { openSparkRunner, type Emitted, type RunnerEvent, type SparkRunner, type SparkRunnerOptions } from './spark/spark-runner.ts';
export type { JobPlan, PlanStep } from './plan/job-plan.ts';
