import type { OperationName } from './operations.ts';

/** A value that a literal can hold. */
export type LiteralValue = string | number | boolean | null | readonly string[];

/** A column of the relation that the expression reads, or a binding of the plan that it belongs to. */
export interface ReferenceNode {
  readonly node: 'reference';
  readonly name: string;
}

/** A constant. */
export interface LiteralNode {
  readonly node: 'literal';
  readonly value: LiteralValue;
}

/** An operation applied to arguments. */
export interface CallNode {
  readonly node: 'call';
  readonly operation: OperationName;
  readonly args: readonly Expression[];
}

/** A scalar expression as plain data; each dialect renders it to its own text. */
export type Expression = ReferenceNode | LiteralNode | CallNode;

/** What the builders take where an expression is expected: plain values become literals. */
export type Operand = Expression | LiteralValue;

const isExpression = (operand: Operand): operand is Expression =>
  typeof operand === 'object' && operand !== null && 'node' in operand;

/** Refers to a column or binding by name. */
export function ref(name: string): ReferenceNode {
  return Object.freeze({ node: 'reference', name });
}

/** A constant. */
export function literal(value: LiteralValue): LiteralNode {
  return Object.freeze({ node: 'literal', value });
}

/** Applies an operation; plain values among the arguments become literals. */
export function call(operation: OperationName, ...operands: readonly Operand[]): CallNode {
  const args = operands.map((operand) => (isExpression(operand) ? operand : literal(operand)));
  return Object.freeze({ node: 'call', operation, args: Object.freeze(args) });
}
