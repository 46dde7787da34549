import type { Parameters } from './parameters.ts';
import type { InnerNode, Render, Renderers } from './render.ts';
import { conditionRenderers } from './render-condition.ts';
import { termRenderers } from './render-term.ts';

/** A renderer that binds values to `parameters`. */
export function nodeRender(parameters: Parameters): Render {
  const renderers: Renderers<InnerNode> = { ...termRenderers, ...conditionRenderers, parameter: (node) => parameters.bind(node) };
  const render: Render = (node) => (renderers[node.kind] as (node: InnerNode, render: Render) => string)(node, render);
  return render;
}
