import type { ConditionNode } from './condition-node.ts';

/** How conditions are joined; `not` takes one. */
export type LogicOperator = 'and' | 'or' | 'not';

/** Conditions joined into one. */
export interface LogicNode {
  readonly kind: 'logic';
  readonly operator: LogicOperator;
  readonly conditions: readonly ConditionNode[];
}

/** A {@link LogicNode}, frozen. */
export function logicNode(operator: LogicOperator, ...conditions: ConditionNode[]): LogicNode {
  return Object.freeze({ kind: 'logic', operator, conditions: Object.freeze(conditions) });
}
