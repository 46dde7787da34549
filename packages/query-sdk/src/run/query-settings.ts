import type { ClickHouseSettings } from '@clickhouse/client';
import { limitNotAllowed } from '../errors.ts';

/** Bounds on what one query may cost; the server stops a query that passes one. It is an error then, never a shorter answer. */
export interface QueryLimits {
  /**
   * Seconds that a query may run on the server.
   * @default 60, and 3,600 for a stream
   */
  readonly maxExecutionSeconds?: number;
  /**
   * Rows of a result. A stream has no such limit.
   * @default 1_000_000
   */
  readonly maxResultRows?: number;
  /**
   * Bytes of a result before compression. A stream has no such limit.
   * @default 1 GiB
   */
  readonly maxResultBytes?: number;
  /**
   * Bytes of memory that a query may take on the server.
   * @default 8 GiB
   */
  readonly maxMemoryBytes?: number;
  /**
   * Rows that a query may read.
   * @default 10_000_000_000
   */
  readonly maxReadRows?: number;
  /**
   * Bytes that a query may read, uncompressed.
   * @default 1 TiB
   */
  readonly maxReadBytes?: number;
}

/** Settings that decoding relies on: exact 64-bit integers, times in ISO form and in UTC. */
export const formatSettings: ClickHouseSettings = Object.freeze({
  output_format_json_quote_64bit_integers: 1,
  output_format_json_escape_forward_slashes: 0,
  date_time_output_format: 'iso',
  session_timezone: 'UTC',
});

const defaults: Required<QueryLimits> = {
  maxExecutionSeconds: 60,
  maxResultRows: 1_000_000,
  maxResultBytes: 2 ** 30,
  maxMemoryBytes: 2 ** 33,
  maxReadRows: 10_000_000_000,
  maxReadBytes: 2 ** 40,
};

const settingNames: Readonly<Record<keyof QueryLimits, string>> = {
  maxExecutionSeconds: 'max_execution_time',
  maxResultRows: 'max_result_rows',
  maxResultBytes: 'max_result_bytes',
  maxMemoryBytes: 'max_memory_usage',
  maxReadRows: 'max_rows_to_read',
  maxReadBytes: 'max_bytes_to_read',
};

/**
 * Limits as settings of the server, those that are not given with their defaults.
 *
 * @throws LogexError `query/limit-not-allowed` (usage) for one that is not above zero.
 */
export function limitSettings(limits: QueryLimits): ClickHouseSettings {
  return { ...givenLimits({ ...defaults, ...defined(limits) }), result_overflow_mode: 'throw', read_overflow_mode: 'throw', timeout_overflow_mode: 'throw' };
}

/** Limits as settings of the server, only those that are given. Errors are those of {@link limitSettings}. */
export function givenLimits(limits: QueryLimits): ClickHouseSettings {
  return Object.fromEntries(Object.entries(defined(limits)).map(([name, value]) => {
    if (!(value > 0) || !Number.isFinite(value)) throw limitNotAllowed(name, value);
    return [settingNames[name as keyof QueryLimits], name === 'maxExecutionSeconds' ? value : String(value)];
  }));
}

/** What a stream differs in: its rows are handed on as they come, so that their number costs nothing. */
export function streamSettings(limits: QueryLimits): ClickHouseSettings {
  return { max_result_rows: '0', max_result_bytes: '0', max_execution_time: limits.maxExecutionSeconds ?? 3600 };
}

function defined(limits: QueryLimits): Record<string, number> {
  const known = Object.keys(defaults) as (keyof QueryLimits)[];
  return Object.fromEntries(known.flatMap((name) => (limits[name] === undefined ? [] : [[name, limits[name]]])));
}
