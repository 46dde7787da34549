import type { OperationForms } from './dialect.ts';

const infix = (operator: string): OperationForms => {
  const form = (...args: string[]): string => `(${args.join(` ${operator} `)})`;
  return { clickhouse: form, spark: form };
};

// Spark's cast takes white space before and behind a number too.
const wholeNumber = (value: string, type: string): string =>
  `if(substring(${value}, 1, 1) BETWEEN '+' AND '9' AND substring(${value}, -1, 1) BETWEEN '0' AND '9', try_cast(${value} AS ${type}), NULL)`;

/** Numbers. Text that is not a number, or does not fit, becomes null. */
export const numberOperations = {
  add: infix('+'),
  subtract: infix('-'),
  toInteger: {
    clickhouse: (value) => `toInt32OrNull(${value})`,
    spark: (value) => wholeNumber(value, 'INT'),
  },
  toLong: {
    clickhouse: (value) => `toInt64OrNull(${value})`,
    spark: (value) => wholeNumber(value, 'BIGINT'),
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
