import type { ComparisonNode, ComparisonOperator } from '../nodes/comparison-node.ts';
import type { ConditionNode } from '../nodes/condition-node.ts';
import type { LogicNode, LogicOperator } from '../nodes/logic-node.ts';
import type { TimeRangeNode } from '../nodes/time-range-node.ts';
import type { Parameters } from './parameters.ts';
import { renderTerm } from './render-term.ts';
import { renderTimeRange } from './render-time-range.ts';

type ComparisonForm = (left: string, ...right: string[]) => string;

const infix = (operator: string): ComparisonForm => (left, right) => `${left} ${operator} ${right}`;

const comparisonForms: Readonly<Record<ComparisonOperator, ComparisonForm>> = {
  '=': infix('='),
  '!=': infix('!='),
  '<': infix('<'),
  '<=': infix('<='),
  '>': infix('>'),
  '>=': infix('>='),
  in: infix('IN'),
  'not in': infix('NOT IN'),
  between: (left, low, high) => `${left} BETWEEN ${low} AND ${high}`,
  like: infix('LIKE'),
  'not like': infix('NOT LIKE'),
  contains: (left, part) => `position(${left}, ${part}) > 0`,
  'contains-ignore-case': (left, part) => `positionCaseInsensitiveUTF8(${left}, ${part}) > 0`,
  'is null': (left) => `${left} IS NULL`,
  'is not null': (left) => `${left} IS NOT NULL`,
};

/** Joins of conditions; a join of none is what changes nothing: all rows for `and`, no row for `or`. */
const logicForms: Readonly<Record<LogicOperator, (conditions: string[]) => string>> = {
  and: (conditions) => (conditions.length === 0 ? 'true' : `(${conditions.join(' AND ')})`),
  or: (conditions) => (conditions.length === 0 ? 'false' : `(${conditions.join(' OR ')})`),
  not: (conditions) => `NOT (${conditions.join(' AND ')})`,
};

interface ConditionRenderers {
  readonly comparison: (node: ComparisonNode, parameters: Parameters) => string;
  readonly logic: (node: LogicNode, parameters: Parameters) => string;
  readonly 'time-range': (node: TimeRangeNode, parameters: Parameters) => string;
}

const renderers: ConditionRenderers = {
  comparison: ({ left, operator, right }, parameters) =>
    comparisonForms[operator](renderTerm(left, parameters), ...right.map((value) => parameters.bind(value))),
  logic: ({ operator, conditions }, parameters) =>
    logicForms[operator](conditions.map((condition) => renderCondition(condition, parameters))),
  'time-range': (node, parameters) => `(${renderTimeRange(node, parameters).join(' AND ')})`,
};

/** A condition in ClickHouse SQL. */
export function renderCondition(node: ConditionNode, parameters: Parameters): string {
  const render = renderers[node.kind] as (node: ConditionNode, parameters: Parameters) => string;
  return render(node, parameters);
}
