import type { CompiledQuery, CompileOptions } from './compile/compiled-query.ts';
import type { RowReader } from './rows/row-reader.ts';

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
}

/** What may be said when a query is run. */
export interface RunOptions {
  /**
   * Gives up when aborted; a remote server then stops the query.
   * @default never
   */
  readonly signal?: AbortSignal;
}

/** Runs queries: a log client, seen from a query. */
export interface QueryRunner {
  /** All rows. */
  execute<Row>(query: Query<Row>, options?: RunOptions): Promise<Row[]>;
  /** The first row, or undefined where there is none. */
  first<Row>(query: Query<Row>, options?: RunOptions): Promise<Row | undefined>;
  /** Rows as they come, in constant memory with a remote server. */
  stream<Row>(query: Query<Row>, options?: RunOptions): AsyncGenerator<Row, void, undefined>;
}
