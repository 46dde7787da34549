// Tables
export { defineTable, defaultNamespace, type AnyTable, type HotTier, type RetiredColumns, type Table, type TableDefinition } from './define-table.ts';
export { defaultMaintenance, type Maintenance } from './maintenance.ts';
export { optional, required, type Column, type ColumnMetrics, type ColumnOptions, type Columns } from './column.ts';
export type { ColumnTypeName, ColumnValue, RowOf } from './row-type.ts';
export { logs } from './tables/logs.ts';
export { logsRejected } from './tables/logs-rejected.ts';
export { ingestedFiles, ledgerStates, type LedgerState } from './tables/ingested-files.ts';
export { baseTables } from './tables/index.ts';

// Aggregates
export {
  defineAggregate,
  type Aggregate,
  type AggregateColumn,
  type AggregateColumns,
  type AggregateDefinition,
  type TimeBucket,
  type TopRows,
} from './define-aggregate.ts';
export { dailySummary } from './aggregates/daily-summary.ts';
export { hourlyErrors } from './aggregates/hourly-errors.ts';
export { httpTraffic } from './aggregates/http-traffic.ts';
export { sourceActivity } from './aggregates/source-activity.ts';
export { topErrors } from './aggregates/top-errors.ts';
export { topIps } from './aggregates/top-ips.ts';
export { topPaths } from './aggregates/top-paths.ts';
export { aggregates } from './aggregates/index.ts';
export { allTables } from './all-tables.ts';

// Logical types
export { logicalTypes } from './types/index.ts';
export type { IcebergType, LogicalType, NestedFieldIds, ValueOf } from './types/logical-type.ts';

// Expressions
export { call, literal, ref, type Expression, type LiteralValue, type Operand } from './expressions/expression.ts';
export type { Dialect, DialectName } from './expressions/dialect.ts';
export type { OperationName } from './expressions/operations.ts';
export { renderExpression } from './expressions/render-expression.ts';

// Log formats
export { accessLog, accessLogPattern } from './formats/access-log.ts';
export { jsonApplication, jsonFields, type JsonField, type JsonFields, type MemberReading } from './formats/json-application.ts';
export { defaultMaxLineBytes, familyLinePlans, linePlan, parserVersion, provenanceColumns } from './formats/line-plan.ts';
export { plainAnyLinePlan } from './formats/plain-any-line-plan.ts';
export { plainLinePlan, type PlainLineOptions, unreadLine } from './formats/plain-line-plan.ts';
export { errorLevels, levelSpellings } from './formats/log-level.ts';
export type { Binding, FormatFamily, ParsePlan, ParsePlanOptions } from './formats/parse-plan.ts';
export { rejectReasonCodes, rejectReasons, type RejectReason } from './formats/reject-reason.ts';

// Values that tell of a person
export { applyPolicy } from './pii/apply-policy.ts';
export { hashedText, maskedText, type Hashed, type Masked } from './pii/mask-text.ts';
export { piiActions, type PiiAction } from './pii/pii-action.ts';
export { hashesAny, piiPolicy, policyText, type PiiPolicy } from './pii/pii-policy.ts';
export { policyOfTable, withPolicy, type ColumnPolicies, type KeptColumn, type KeptColumns } from './pii/with-policy.ts';
export { saltParameter, saltVariable } from './expressions/policy-operations.ts';

// Targets
export * as clickhouseTarget from './targets/clickhouse/index.ts';
export * as icebergTarget from './targets/iceberg/index.ts';
export * as sparkTarget from './targets/spark/index.ts';
export { rowSchema } from './targets/zod/row-schema.ts';

// Versions of a schema
export * as evolution from './evolution/index.ts';

// Errors
export { LogexError, type FaultKind, type LogexErrorInit } from './logex-error.ts';
