import type { TermNode } from '../nodes/term-node.ts';
import type { ValueType } from '../values/value-type.ts';

/** A typed term: its node, and the type that its value is bound and read as. */
export interface Term<Value> {
  readonly node: TermNode;
  readonly type: ValueType<NonNullable<Value>>;
  /** Carries the type alone; never set. */
  readonly '~value'?: Value;
}

/** What a term gives in a row. */
export type TermValue<T> = T extends Term<infer Value> ? Value : never;

/** A {@link Term}, frozen. */
export function term<Value>(node: TermNode, type: ValueType<NonNullable<Value>>): Term<Value> {
  return Object.freeze({ node, type });
}
