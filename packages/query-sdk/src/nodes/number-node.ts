import type { AttributeNode } from './attribute-node.ts';

/** An entry of a dictionary read as a number; null where the row has none, or where it is no finite number. */
export interface NumberNode {
  readonly kind: 'number';
  readonly text: AttributeNode;
}

/** A {@link NumberNode}, frozen. */
export function numberNode(text: AttributeNode): NumberNode {
  return Object.freeze({ kind: 'number', text });
}
