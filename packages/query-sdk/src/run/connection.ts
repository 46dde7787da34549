import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import type { CompiledQuery, CompileOptions } from '../compile/compiled-query.ts';
import type { RowReader } from '../rows/row-reader.ts';
import type { QueryLimits } from './query-settings.ts';
import type { WorkInFlight } from './work-in-flight.ts';

/** One query whose rows are wanted as they come. */
export interface LineRequest extends CompiledQuery {
  readonly format: RowReader<unknown>['lineFormat'];
  readonly signal: AbortSignal | undefined;
  readonly limits: QueryLimits;
}

/** Where queries run. */
export interface Connection {
  readonly client: ClickHouseClient;
  /** Sent with every query; none for an engine whose session has them already. */
  readonly settings: ClickHouseSettings | undefined;
  /** Lines of a result, parsed, some at a time. Leaving the loop early ends the query. */
  readonly streamLines: (request: LineRequest) => AsyncIterable<readonly unknown[]>;
  readonly compile: CompileOptions;
  /** How often a query that found no connection is tried again. */
  readonly retries: number;
  /** Settles once it is known that the server can answer; runs before each query, and asks once. */
  readonly ready: () => Promise<void>;
  readonly work: WorkInFlight;
}
