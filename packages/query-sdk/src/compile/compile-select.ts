import { clickhouseTarget } from '@logex/log-schema';
import { nothingSelected, notGrouped } from '../errors.ts';
import type { ConditionNode } from '../nodes/condition-node.ts';
import type { SelectNode, SelectionNode } from '../nodes/select-node.ts';
import type { CompiledQuery, CompileOptions } from './compiled-query.ts';
import { newestRange } from './newest-range.ts';
import { Parameters } from './parameters.ts';
import { renderFill } from './render-fill.ts';
import type { Render } from './render.ts';
import { nodeRender } from './render-node.ts';
import { newestMoment, newestName, renderTimeRange } from './render-time-range.ts';
import { scopeConditions, sourceRelation } from './source-relation.ts';

const { quoteIdentifier } = clickhouseTarget;

/**
 * A query as ClickHouse SQL with bound parameters. Pure: the same node gives the same text, with no server.
 *
 * @throws LogexError `query/nothing-selected`, `query/not-grouped`, `query/fill-not-possible`, `query/table-not-scoped` (usage).
 */
export function compileSelect(node: SelectNode, options: CompileOptions = {}): CompiledQuery {
  checkSelections(node);
  const parameters = new Parameters();
  const render = nodeRender(parameters);
  const named = { namespace: node.namespace, name: node.table };
  const relation = sourceRelation(named, options);
  const scope = scopeConditions(named, options);
  const newest = newestRange(node);
  const sql = [
    ...(newest ? [`WITH (${newestMoment(relation, newest.columns, scope.map(render))}) AS ${newestName}`] : []),
    'SELECT',
    node.selections.map((selection) => `    ${renderSelection(selection, render)}`).join(',\n'),
    `FROM ${relation}`,
    ...conditionLines('WHERE', [...scope, ...node.where], render),
    ...(node.groupBy.length > 0 ? [`GROUP BY ${node.groupBy.map(quoteIdentifier).join(', ')}`] : []),
    ...conditionLines('HAVING', node.having, render),
    ...orderLines(node, render),
    ...(node.limitBy ? [`LIMIT ${render(node.limitBy.rows)} BY ${node.limitBy.names.map(quoteIdentifier).join(', ')}`] : []),
    ...(node.limit ? [`LIMIT ${render(node.limit)}`] : []),
    ...(node.offset ? [`OFFSET ${render(node.offset)}`] : []),
  ].join('\n');
  return Object.freeze({ sql, parameters: parameters.values() });
}

/** Conditions of a query in lines, those of a range of time and of a join by `and` apart. */
export function conditionLines(keyword: 'WHERE' | 'HAVING', conditions: readonly ConditionNode[], render: Render): string[] {
  const texts = conditions.flatMap((condition) => conditionTexts(condition, render));
  return texts.length === 0 ? [] : [`${keyword} ${texts.join('\n  AND ')}`];
}

function conditionTexts(condition: ConditionNode, render: Render): string[] {
  if (condition.kind === 'time-range') return renderTimeRange(condition, render);
  if (condition.kind !== 'logic' || condition.operator !== 'and') return [render(condition)];
  return condition.conditions.flatMap((part) => conditionTexts(part, render));
}

function orderLines(node: SelectNode, render: Render): string[] {
  if (node.orderBy.length === 0 && node.fill === undefined) return [];
  const fill = node.fill === undefined ? '' : renderFill(node, node.fill, render);
  const keys = node.orderBy.map(({ name, direction }, index) => `${quoteIdentifier(name)} ${direction.toUpperCase()}${index === 0 ? fill : ''}`);
  return [`ORDER BY ${keys.join(', ')}`];
}

function renderSelection({ alias, term }: SelectionNode, render: Render): string {
  const text = render(term);
  return text === quoteIdentifier(alias) ? text : `${text} AS ${quoteIdentifier(alias)}`;
}

const isAggregate = ({ term }: SelectionNode): boolean => term.kind === 'aggregate';

function checkSelections({ table, selections, groupBy, having }: SelectNode): void {
  if (selections.length === 0) throw nothingSelected(table);
  if (groupBy.length === 0 && having.length === 0 && !selections.some(isAggregate)) return;
  for (const selection of selections) {
    const { alias, term } = selection;
    const source = term.kind === 'column' ? term.name : alias;
    if (!isAggregate(selection) && !groupBy.includes(alias) && !groupBy.includes(source)) throw notGrouped(table, alias);
  }
}
