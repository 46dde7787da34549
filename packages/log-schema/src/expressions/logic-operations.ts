import type { OperationForms } from './dialect.ts';

const both = (form: (...args: string[]) => string): OperationForms => ({ clickhouse: form, spark: form });

const infix = (operator: string): OperationForms =>
  both((left, right) => `(${left} ${operator} ${right})`);

const joined = (operator: string): OperationForms => both((...args) => `(${args.join(` ${operator} `)})`);

/** Conditions and choices; three-valued logic as in SQL. */
export const logicOperations = {
  and: joined('AND'),
  or: joined('OR'),
  not: both((value) => `(NOT ${value})`),
  equals: infix('='),
  notEquals: infix('!='),
  greater: infix('>'),
  atLeast: infix('>='),
  less: infix('<'),
  atMost: infix('<='),
  isNull: both((value) => `(${value} IS NULL)`),
  isNotNull: both((value) => `(${value} IS NOT NULL)`),
  oneOf: both((value, ...options) => `(${value} IN (${options.join(', ')}))`),
  /** `when(condition, then, otherwise)`. */
  when: both((condition, then, otherwise) => `if(${condition}, ${then}, ${otherwise})`),
  /** First value that is not null. */
  coalesce: both((...args) => `coalesce(${args.join(', ')})`),
  /** Null where both are equal, else the first. */
  nullIf: both((value, other) => `nullif(${value}, ${other})`),
  /** Pairs of condition and value, then the value where no condition holds. */
  choose: {
    clickhouse: (...args) => `multiIf(${args.join(', ')})`,
    spark: (...args) => {
      const arms: string[] = [];
      for (let at = 0; at + 1 < args.length; at += 2) arms.push(`WHEN ${args[at]} THEN ${args[at + 1]}`);
      return `CASE ${arms.join(' ')} ELSE ${args.at(-1)} END`;
    },
  },
} satisfies Record<string, OperationForms>;
