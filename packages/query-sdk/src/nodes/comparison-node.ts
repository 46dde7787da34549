import type { ParameterNode } from './parameter-node.ts';
import type { TermNode } from './term-node.ts';

/** Operators of a condition on one term. */
export type ComparisonOperator =
  | '=' | '!=' | '<' | '<=' | '>' | '>='
  | 'in' | 'not in' | 'between'
  | 'like' | 'not like' | 'contains' | 'contains-ignore-case' | 'contains-any' | 'starts-with' | 'has-token' | 'has-token-ignore-case'
  | 'is null' | 'is not null';

/** A term against bound values: none for a null test, two for `between`, else one. */
export interface ComparisonNode {
  readonly kind: 'comparison';
  readonly left: TermNode;
  readonly operator: ComparisonOperator;
  readonly right: readonly ParameterNode[];
}

/** A {@link ComparisonNode}, frozen. */
export function comparisonNode(left: TermNode, operator: ComparisonOperator, ...right: ParameterNode[]): ComparisonNode {
  return Object.freeze({ kind: 'comparison', left, operator, right: Object.freeze(right) });
}
