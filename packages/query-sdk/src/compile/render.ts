import type { ConditionNode } from '../nodes/condition-node.ts';
import type { ParameterNode } from '../nodes/parameter-node.ts';
import type { TermNode } from '../nodes/term-node.ts';

/** Any node that stands inside of a query. */
export type InnerNode = TermNode | ConditionNode | ParameterNode;

/** Renders a node; values go to the parameters of the query at hand. */
export type Render = (node: InnerNode) => string;

/** How the nodes of some kinds are rendered, by kind. */
export type Renderers<Node extends InnerNode> = {
  readonly [Kind in Node['kind']]: (node: Extract<Node, { readonly kind: Kind }>, render: Render) => string;
};
