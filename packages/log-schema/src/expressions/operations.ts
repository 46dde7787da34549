import { aggregateOperations } from './aggregate-operations.ts';
import type { OperationForms } from './dialect.ts';
import { logicOperations } from './logic-operations.ts';
import { mapOperations } from './map-operations.ts';
import { numberOperations } from './number-operations.ts';
import { policyOperations } from './policy-operations.ts';
import { textOperations } from './text-operations.ts';
import { timeOperations } from './time-operations.ts';

/** Every operation of the expression language, with its form in each dialect. */
export const operations = {
  ...logicOperations,
  ...textOperations,
  ...numberOperations,
  ...mapOperations,
  ...timeOperations,
  ...aggregateOperations,
  ...policyOperations,
} satisfies Record<string, OperationForms>;

/** Name of an operation. */
export type OperationName = keyof typeof operations;
