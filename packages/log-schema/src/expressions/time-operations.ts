import type { OperationForms } from './dialect.ts';

// ClickHouse's parser is looser than this.
const hasOffset = (value: string): string =>
  `substring(${value}, 23, 2) <= '14' AND substring(${value}, 25, 1) <= '5'`;

/** Times, all in UTC with microseconds; text that is no time, or a day that does not exist, becomes null. */
export const timeOperations = {
  /** Apache form: `25/Aug/2025:06:04:00 +0200`; an offset beyond 14:59 is none. */
  clfTimestamp: {
    clickhouse: (value) => `if(${hasOffset(value)}, parseDateTime64OrNull(${value}, '%d/%b/%Y:%H:%i:%s %z', 'UTC'), NULL)`,
    spark: (value) => `pattern_time(${value}, 'dd/MMM/yyyy:HH:mm:ss Z')`,
  },
  /**
   * ISO-8601 date and time with fraction and offset, where the text matches a pattern of those: `isoTime(text, pattern)`. The
   * pattern is for engines with a looser parser.
   */
  isoTime: {
    clickhouse: (value, pattern) => `if(match(${value}, ${pattern}), parseDateTime64BestEffortOrNull(${value}, 6, 'UTC'), NULL)`,
    spark: (value) => `iso_time(${value})`,
  },
  /** ISO-8601 date and time of a text that is known to be one. */
  isoTimestamp: {
    clickhouse: (value) => `parseDateTime64BestEffortOrNull(${value}, 6, 'UTC')`,
    spark: (value) => `iso_time(${value})`,
  },
  /** Decimal seconds since 1970: `1761019822.315275`. */
  epochSeconds: {
    clickhouse: (value) => `fromUnixTimestamp64Micro(toInt64(toDecimal128OrNull(${value}, 6) * 1000000), 'UTC')`,
    spark: (value) =>
      `timestamp_micros(try_cast(concat(substring_index(${value}, '.', 1), rpad(substring_index(${value}, '.', -1), 6, '0')) AS BIGINT))`,
  },
  /** Whole units since 1970, `divisor` of them a microsecond, `factor` microseconds one of them. */
  epochUnits: {
    clickhouse: (value, factor, divisor) =>
      `fromUnixTimestamp64Micro(intDiv(toInt64OrNull(${value}) * ${factor}, ${divisor}), 'UTC')`,
    spark: (value, factor, divisor) =>
      `timestamp_micros((try_cast(${value} AS BIGINT) * ${factor}) DIV ${divisor})`,
  },
  /** Whether a moment is in a half-open range of days: `inDays(value, first, end)`. */
  inDays: {
    clickhouse: (value, first, end) =>
      `(${value} >= toDateTime64(${first}, 6, 'UTC') AND ${value} < toDateTime64(${end}, 6, 'UTC'))`,
    spark: (value, first, end) =>
      `(${value} >= CAST(${first} AS TIMESTAMP) AND ${value} < CAST(${end} AS TIMESTAMP))`,
  },
  /**
   * A time made in the few rows that a condition holds for, null in the others: `timeForSome(condition, text, body)`, where the
   * body reads the text as `some`. Engines evaluate the body for those rows only.
   */
  timeForSome: {
    clickhouse: (condition, value, body) =>
      `arrayMap(some -> ${body}, arrayWithConstant(${condition}, ${value}))[1]`,
    spark: (condition, value, body) =>
      `if(${condition}, ${body.replaceAll('`some`', value)}, NULL)`,
  },
  toDay: {
    clickhouse: (value) => `toDate32(${value})`,
    spark: (value) => `CAST(${value} AS DATE)`,
  },
  toHour: {
    clickhouse: (value) => `toDateTime64(toStartOfHour(${value}), 6, 'UTC')`,
    spark: (value) => `date_trunc('HOUR', ${value})`,
  },
} satisfies Record<string, OperationForms>;
