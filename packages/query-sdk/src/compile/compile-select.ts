import { clickhouseTarget } from '@logex/log-schema';
import { nothingSelected, notGrouped } from '../errors.ts';
import type { ConditionNode } from '../nodes/condition-node.ts';
import type { TimeRangeNode } from '../nodes/time-range-node.ts';
import type { SelectNode, SelectionNode } from '../nodes/select-node.ts';
import type { CompiledQuery, CompileOptions } from './compiled-query.ts';
import { Parameters } from './parameters.ts';
import type { Render } from './render.ts';
import { nodeRender } from './render-node.ts';
import { newestMoment, newestName, renderTimeRange } from './render-time-range.ts';

const { quoteIdentifier } = clickhouseTarget;

/**
 * A query as ClickHouse SQL with bound parameters. Pure: the same node gives the same text, with no server.
 *
 * @throws LogexError `query/nothing-selected`, `query/not-grouped` (usage).
 */
export function compileSelect(node: SelectNode, options: CompileOptions = {}): CompiledQuery {
  checkSelections(node);
  const parameters = new Parameters();
  const render = nodeRender(parameters);
  const table = `${quoteIdentifier(options.database ?? node.namespace)}.${quoteIdentifier(node.table)}`;
  const newest = node.where.find(endsAtNewest);
  const order = node.orderBy.map(({ name, direction }) => `${quoteIdentifier(name)} ${direction.toUpperCase()}`);
  const sql = [
    ...(newest ? [`WITH (${newestMoment(table, newest.columns)}) AS ${newestName}`] : []),
    'SELECT',
    node.selections.map((selection) => `    ${renderSelection(selection, render)}`).join(',\n'),
    `FROM ${table}`,
    ...whereLines(node.where, render),
    ...(node.groupBy.length > 0 ? [`GROUP BY ${node.groupBy.map(quoteIdentifier).join(', ')}`] : []),
    ...(order.length > 0 ? [`ORDER BY ${order.join(', ')}`] : []),
    ...(node.limit ? [`LIMIT ${render(node.limit)}`] : []),
    ...(node.offset ? [`OFFSET ${render(node.offset)}`] : []),
  ].join('\n');
  return Object.freeze({ sql, parameters: parameters.values() });
}

function whereLines(where: readonly ConditionNode[], render: Render): string[] {
  const conditions = where.flatMap((condition) =>
    condition.kind === 'time-range' ? renderTimeRange(condition, render) : [render(condition)],
  );
  return conditions.length === 0 ? [] : [`WHERE ${conditions.join('\n  AND ')}`];
}

function renderSelection({ alias, term }: SelectionNode, render: Render): string {
  const text = render(term);
  return text === quoteIdentifier(alias) ? text : `${text} AS ${quoteIdentifier(alias)}`;
}

function endsAtNewest(condition: ConditionNode): condition is TimeRangeNode {
  return condition.kind === 'time-range' && condition.bounds.kind === 'relative' && condition.bounds.until === 'newest';
}

function checkSelections({ table, selections, groupBy }: SelectNode): void {
  if (selections.length === 0) throw nothingSelected(table);
  const grouped = groupBy.length > 0 || selections.some(({ term }) => term.kind === 'aggregate');
  if (!grouped) return;
  for (const { alias, term } of selections) {
    const source = term.kind === 'column' ? term.name : alias;
    if (term.kind !== 'aggregate' && !groupBy.includes(alias) && !groupBy.includes(source)) throw notGrouped(table, alias);
  }
}
