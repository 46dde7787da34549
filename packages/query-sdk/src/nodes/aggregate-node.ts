import type { ConditionNode } from './condition-node.ts';
import type { ParameterNode } from './parameter-node.ts';
import type { TermNode } from './term-node.ts';

/** Aggregates that can be asked for; the compiler has a ClickHouse form for each. */
export type AggregateFunction =
  | 'count' | 'countIf' | 'share' | 'countDistinct' | 'countDistinctRoughly' | 'sum' | 'average' | 'minimum' | 'maximum' | 'quantile' | 'quantiles'
  | 'topValues' | 'any' | 'valueAtMaximum' | 'ratio';

/** An aggregate over the rows of a group. */
export interface AggregateNode {
  readonly kind: 'aggregate';
  readonly function: AggregateFunction;
  readonly operands: readonly (TermNode | ConditionNode | ParameterNode)[];
}

/** An {@link AggregateNode}, frozen. */
export function aggregateNode(name: AggregateFunction, ...operands: AggregateNode['operands']): AggregateNode {
  return Object.freeze({ kind: 'aggregate', function: name, operands: Object.freeze(operands) });
}
