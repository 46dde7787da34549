import { parameterNode, type ParameterNode } from './parameter-node.ts';

/** One entry of a dictionary column; null where the row has none. */
export interface AttributeNode {
  readonly kind: 'attribute';
  readonly column: string;
  readonly name: ParameterNode;
}

/** An {@link AttributeNode}, frozen. The name is a value like any other: it may come from a user. */
export function attributeNode(column: string, name: string): AttributeNode {
  return Object.freeze({ kind: 'attribute', column, name: parameterNode('String', name) });
}
