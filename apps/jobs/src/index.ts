// Jobs on a local warehouse
export { ingest, defaultBatchBytes, type IngestEvent, type IngestOptions } from './ingest/ingest.ts';
export type { IngestSummary } from './ingest/ingest-summary.ts';
export { aggregate, type AggregateOptions, type AggregateSummary, type AggregatedTable } from './aggregate/aggregate.ts';
export { aggregateSql, type AggregateSqlOptions } from './aggregate/custom-sql.ts';
export { audit, type AuditReport, type FileBalance } from './audit/audit.ts';
export { replay, type ReplayOptions, type ReplaySelection, type ReplaySummary } from './replay/replay.ts';
export { detect, type DetectedLines, type DetectOptions, type DetectReport, type UnknownField } from './detect/detect.ts';
