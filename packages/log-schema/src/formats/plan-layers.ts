import type { Expression } from '../expressions/expression.ts';
import { wrapSql } from '../expressions/wrap-sql.ts';
import type { Binding } from './parse-plan.ts';

function references(expression: Expression): string[] {
  if (expression.node === 'reference') return [expression.name];
  return expression.node === 'call' ? expression.args.flatMap(references) : [];
}

/**
 * Groups bindings into layers, each of which uses names of earlier layers only. A layer is one nested SELECT: so an engine
 * computes each binding once, where names put in place of each other would grow without bound.
 */
export function planLayers(bindings: readonly Binding[]): Binding[][] {
  const depth = new Map<string, number>();
  for (const { name, expression } of bindings) {
    depth.set(name, 1 + Math.max(0, ...references(expression).map((used) => depth.get(used) ?? 0)));
  }
  const count = Math.max(0, ...depth.values());
  return Array.from({ length: count }, (_, at) => bindings.filter(({ name }) => depth.get(name) === at + 1));
}

/** Nests the layers of a plan around a relation, innermost first. */
export function nestLayers(
  bindings: readonly Binding[],
  relation: string,
  render: (expression: Expression) => string,
  identifier: (name: string) => string,
): string {
  return planLayers(bindings).reduce((inner, layer) => {
    const columns = layer.map(({ name, expression }) => `    ${wrapSql(render(expression), '    ')} AS ${identifier(name)}`);
    return `(SELECT *,\n${columns.join(',\n')}\nFROM ${inner})`;
  }, relation);
}
