import type { CompiledQuery, CompileOptions } from '../compile/compiled-query.ts';
import type { RowReader } from '../rows/row-reader.ts';
import type { QueryLimits } from './query-settings.ts';
import type { WorkInFlight } from './work-in-flight.ts';

/** One query that is run. */
interface QueryRequest extends CompiledQuery {
  readonly signal: AbortSignal | undefined;
  readonly limits: QueryLimits;
}

/** One query whose rows are wanted as they come. */
export interface LineRequest extends QueryRequest {
  readonly format: RowReader<unknown>['lineFormat'];
}

/** One query whose result is wanted as a whole. */
export interface TextRequest extends QueryRequest {
  readonly format: RowReader<unknown>['format'];
}

/** Where queries run. */
export interface Connection {
  /** Text of a whole result. */
  readonly readText: (request: TextRequest) => Promise<string>;
  /** Lines of a result, parsed, some at a time. Leaving the loop early ends the query. */
  readonly streamLines: (request: LineRequest) => AsyncIterable<readonly unknown[]>;
  readonly compile: CompileOptions;
  /** How often a query that found no connection is tried again. */
  readonly retries: number;
  /** Settles once it is known that the server can answer; runs before each query, and asks once. */
  readonly ready: () => Promise<void>;
  readonly work: WorkInFlight;
}
