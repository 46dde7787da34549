import type { OperationForms } from './dialect.ts';

const both = (form: (...args: string[]) => string): OperationForms => ({ clickhouse: form, spark: form });

/** Aggregates over the rows of a group. Nulls do not count; of no rows, sums and extremes are null. */
export const aggregateOperations = {
  countRows: { clickhouse: () => 'toInt64(count())', spark: () => 'count(1)' },
  countIf: {
    clickhouse: (condition) => `toInt64(countIf(${condition}))`,
    spark: (condition) => `count_if(${condition})`,
  },
  countDistinct: {
    clickhouse: (value) => `toInt64(uniqExact(${value}))`,
    spark: (value) => `count(DISTINCT ${value})`,
  },
  sum: {
    clickhouse: (value) => `toNullable(sumOrNull(${value}))`,
    spark: (value) => `sum(${value})`,
  },
  average: { clickhouse: (value) => `avgOrNull(${value})`, spark: (value) => `avg(${value})` },
  minimum: both((value) => `min(${value})`),
  maximum: both((value) => `max(${value})`),
} satisfies Record<string, OperationForms>;
