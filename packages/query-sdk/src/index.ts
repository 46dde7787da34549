// Client
export { createLogClient, type LogClientOptions } from './create-log-client.ts';
export type { LogClient } from './log-client.ts';
export type { Query, QueryRunner, RunOptions } from './query.ts';
export type { QueryLimits } from './run/query-settings.ts';

// Typed select
export { from, type From } from './select/from.ts';
export { SelectQuery } from './select/select-query.ts';
export type { Expressions } from './select/expressions.ts';
export type { SchemaTableName, SchemaTables } from './select/schema-tables.ts';
export type { Term } from './select/term.ts';
export type { TimeRange } from './select/time-range.ts';
export type { Moment } from './values/moment-text.ts';

// SQL of your own
export { bind, sql, SqlQuery, type SqlPart, type SqlValue } from './sql.ts';

// What is compiled
export type { CompiledQuery, CompileOptions } from './compile/compiled-query.ts';
export type { ParameterValue } from './nodes/parameter-node.ts';
export type { SelectNode } from './nodes/select-node.ts';
export type { ConditionNode } from './nodes/condition-node.ts';

// Questions
export { compileQuestion } from './questions/ask-question.ts';
export {
  defineQuestion, drawnAsBars, type AskOptions, type BarChart, type Chart, type Question, type QuestionBody, type QuestionRow,
} from './questions/define-question.ts';
export { questions, type QuestionName, type Questions } from './questions/index.ts';

// Errors
export { QueryError, type QueryFault } from './query-error.ts';
