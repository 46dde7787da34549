import type { CompiledQuery, CompileOptions } from './compile/compiled-query.ts';
import type { QueryPlan } from './run/query-plan.ts';
import type { QueryLimits } from './run/query-settings.ts';
import type { RowReader } from './rows/row-reader.ts';
import type { Ranged } from './select/time-columns.ts';

/**
 * Whatever a client can run: it compiles without a server, and knows how its rows are read.
 *
 * @typeParam Row - what one row of the result is.
 */
export interface Query<Row> {
  /** SQL text and bound values, without running anything. */
  compile(options?: CompileOptions): CompiledQuery;
  /** A new reader for one result of this query. */
  rowReader(): RowReader<Row>;
  /** Name of the table that the query would read from end to end, since it has no range of time and none is waived. */
  readonly rangeMissing?: string | undefined;
  /** Carries the type alone; never set. */
  readonly '~range'?: Ranged;
}

/** What may be said when a query is run. */
export interface RunOptions {
  /**
   * Gives up when aborted: the caller at once, the server or the engine in the process as soon as it looks.
   * @default never
   */
  readonly signal?: AbortSignal;
  /**
   * Limits of this run, in place of the ones of the client. A remote server only.
   * @default those of the client
   */
  readonly limits?: QueryLimits;
}

/** Runs queries: a log client, seen from a query. */
export interface QueryRunner {
  /** All rows. */
  execute<Row>(query: Query<Row>, options?: RunOptions): Promise<Row[]>;
  /** The first row, or undefined where there is none. */
  first<Row>(query: Query<Row>, options?: RunOptions): Promise<Row | undefined>;
  /** Rows as they come, in constant memory with a remote server. Rows and bytes of the result are not limited. */
  stream<Row>(query: Query<Row>, options?: RunOptions): AsyncGenerator<Row, void, undefined>;
  /** What a query would read, without running it. */
  explain(query: Query<unknown>, options?: RunOptions): Promise<QueryPlan>;
}
