import type { ClickHouseSettings } from '@clickhouse/client';
import { limitNotAllowed } from '../errors.ts';

/** Bounds on what one query may cost; the server stops a query that passes one. */
export interface QueryLimits {
  /**
   * Seconds that a query may run on the server.
   * @default 60
   */
  readonly maxExecutionSeconds?: number;
  /**
   * Rows of a result. It is an error to have more, never a shorter result.
   * @default 1_000_000
   */
  readonly maxResultRows?: number;
  /**
   * Bytes of a result before compression.
   * @default 1 GiB
   */
  readonly maxResultBytes?: number;
  /**
   * Bytes of memory that a query may take.
   * @default 8 GiB
   */
  readonly maxMemoryBytes?: number;
}

/** Settings that decoding relies on: exact 64-bit integers, times in ISO form and in UTC. */
export const formatSettings: ClickHouseSettings = Object.freeze({
  output_format_json_quote_64bit_integers: 1,
  output_format_json_escape_forward_slashes: 0,
  date_time_output_format: 'iso',
  session_timezone: 'UTC',
});

/**
 * Limits as settings of the server.
 *
 * @throws LogexError `query/limit-not-allowed` (usage) for one that is not above zero.
 */
export function limitSettings(limits: QueryLimits): ClickHouseSettings {
  const { maxExecutionSeconds = 60, maxResultRows = 1_000_000, maxResultBytes = 2 ** 30, maxMemoryBytes = 2 ** 33 } = limits;
  for (const [name, value] of Object.entries({ maxExecutionSeconds, maxResultRows, maxResultBytes, maxMemoryBytes })) {
    if (!(value > 0) || !Number.isFinite(value)) throw limitNotAllowed(name, value);
  }
  return {
    max_execution_time: maxExecutionSeconds,
    max_result_rows: String(maxResultRows),
    max_result_bytes: String(maxResultBytes),
    max_memory_usage: String(maxMemoryBytes),
    result_overflow_mode: 'throw',
  };
}
