import type { ConditionNode } from './condition-node.ts';
import type { ParameterNode } from './parameter-node.ts';
import type { TermNode } from './term-node.ts';

/** A term that the result has, under its name there. */
export interface SelectionNode {
  readonly alias: string;
  readonly term: TermNode;
}

/** One key of an order. Nulls come last. */
export interface OrderNode {
  readonly name: string;
  readonly direction: 'asc' | 'desc';
}

/** So many rows for each group of equal values of some names. */
export interface LimitByNode {
  readonly rows: ParameterNode;
  readonly names: readonly string[];
}

/** A whole query: frozen plain data, which can be stored, compared and compiled anywhere. */
export interface SelectNode {
  readonly kind: 'select';
  readonly namespace: string;
  readonly table: string;
  readonly selections: readonly SelectionNode[];
  readonly where: readonly ConditionNode[];
  readonly groupBy: readonly string[];
  readonly having: readonly ConditionNode[];
  readonly orderBy: readonly OrderNode[];
  /** Name of the time bucket whose empty spans get a row too. */
  readonly fill: string | undefined;
  readonly limitBy: LimitByNode | undefined;
  readonly limit: ParameterNode | undefined;
  readonly offset: ParameterNode | undefined;
  /** Whether the query may read without a range of time. */
  readonly allTime: boolean;
}

/** The {@link SelectNode} of a table with nothing chosen yet. */
export function selectNode(namespace: string, table: string): SelectNode {
  return freeze({
    kind: 'select', namespace, table, selections: [], where: [], groupBy: [], having: [], orderBy: [], fill: undefined, limitBy: undefined,
    limit: undefined, offset: undefined, allTime: false,
  });
}

/** A copy of `node` with some parts replaced, frozen. */
export function withParts(node: SelectNode, parts: Partial<SelectNode>): SelectNode {
  return freeze({ ...node, ...parts });
}

function freeze(node: SelectNode): SelectNode {
  for (const list of [node.selections, node.where, node.groupBy, node.having, node.orderBy]) Object.freeze(list);
  return Object.freeze(node);
}
