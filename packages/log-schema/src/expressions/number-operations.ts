import type { OperationForms } from './dialect.ts';

const infix = (operator: string): OperationForms => {
  const form = (...args: string[]): string => `(${args.join(` ${operator} `)})`;
  return { clickhouse: form, spark: form };
};

/** Numbers. Text that is not a number, or does not fit, becomes null. */
export const numberOperations = {
  add: infix('+'),
  subtract: infix('-'),
  toInteger: {
    clickhouse: (value) => `toInt32OrNull(${value})`,
    spark: (value) => `whole_int(${value})`,
  },
  toLong: {
    clickhouse: (value) => `toInt64OrNull(${value})`,
    spark: (value) => `whole_bigint(${value})`,
  },
  /** 1 where the condition holds, else 0. */
  asNumber: {
    clickhouse: (condition) => `toUInt8(${condition})`,
    spark: (condition) => `CAST(${condition} AS INT)`,
  },
  toText: {
    clickhouse: (value) => `toString(${value})`,
    spark: (value) => `CAST(${value} AS STRING)`,
  },
} satisfies Record<string, OperationForms>;
