import type { ComparisonOperator } from '../nodes/comparison-node.ts';
import type { ConditionNode } from '../nodes/condition-node.ts';
import type { LogicOperator } from '../nodes/logic-node.ts';
import type { Renderers } from './render.ts';
import { renderInnerTimeRange } from './render-time-range.ts';

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
  'contains-any': (left, parts) => `multiSearchAnyCaseInsensitiveUTF8(${left}, ${parts}) > 0`,
  'starts-with': (left, part) => `startsWith(${left}, ${part})`,
  'has-token': (left, word) => `hasToken(${left}, ${word})`,
  'has-token-ignore-case': (left, word) => `hasTokenCaseInsensitive(${left}, ${word})`,
  'is null': (left) => `${left} IS NULL`,
  'is not null': (left) => `${left} IS NOT NULL`,
};

/** Joins of conditions; a join of none is what changes nothing: all rows for `and`, no row for `or`. */
const logicForms: Readonly<Record<LogicOperator, (conditions: string[]) => string>> = {
  and: (conditions) => (conditions.length === 0 ? 'true' : `(${conditions.join(' AND ')})`),
  or: (conditions) => (conditions.length === 0 ? 'false' : `(${conditions.join(' OR ')})`),
  not: (conditions) => `NOT (${conditions.join(' AND ')})`,
};

/** Conditions in ClickHouse SQL. */
export const conditionRenderers: Renderers<ConditionNode> = {
  comparison: ({ left, operator, right }, render) => comparisonForms[operator](render(left), ...right.map(render)),
  logic: ({ operator, conditions }, render) => logicForms[operator](conditions.map(render)),
  'time-range': renderInnerTimeRange,
};
