// Client
export { createLogClient, type LogClientOptions } from './create-log-client.ts';
export type { LogClient, ScopeQuery } from './log-client.ts';
export type { Query, QueryRunner, RunOptions } from './query.ts';
export type { QueryLimits } from './run/query-settings.ts';
export type { PlannedPartition, QueryPlan } from './run/query-plan.ts';
export type { ServerVersion } from './run/server-version.ts';

// Typed select
export { from, type From } from './select/from.ts';
export { SelectQuery } from './select/select-query.ts';
export type { Expressions } from './select/expressions.ts';
export type { RowExpressions } from './select/row-expressions.ts';
export type { Page, PageOptions } from './select/page.ts';
export type { SchemaTableName, SchemaTables } from './select/schema-tables.ts';
export type { NoTimeRange, Ranged } from './select/time-columns.ts';
export type { Term } from './select/term.ts';
export type { TimeRange } from './select/time-range.ts';
export type { Moment } from './values/moment-text.ts';

// SQL of your own
export { bind, sql, SqlQuery, type SqlPart, type SqlValue } from './sql.ts';

// What is compiled
export type { CompiledQuery, CompileOptions, Tier } from './compile/compiled-query.ts';
export type { ParameterValue } from './nodes/parameter-node.ts';
export type { SelectNode } from './nodes/select-node.ts';
export type { ConditionNode } from './nodes/condition-node.ts';
export type { BucketSpan } from './nodes/bucket-node.ts';

// Questions
export { compileQuestion } from './questions/ask-question.ts';
export {
  defineQuestion, drawnAsBars, type AskOptions, type BarChart, type Chart, type PlainQuestionBody, type Question, type QuestionBody, type QuestionRow,
  type SteppedQuestionBody,
} from './questions/define-question.ts';
export { questions, type QuestionName, type Questions } from './questions/index.ts';

// Search and tail
export { highlights, type Highlight } from './search/highlight.ts';
export type { ContextLine, ContextOptions, LinePlace } from './search/lines-around.ts';
export type { SearchHit, SearchOptions, SearchPage } from './search/search-messages.ts';
export type { TailOptions, TailRow } from './tail/tail-logs.ts';

// Hot tier
export { refreshHotTier, type HotTierRefresh, type HotTierRefreshOptions } from './hot-tier/refresh-hot-tier.ts';

// Errors
export { QueryError, type QueryFault } from './query-error.ts';
