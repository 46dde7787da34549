import { logicalTypes, type AnyTable } from '@logex/log-schema';
import { columnNode } from '../nodes/column-node.ts';
import { comparisonNode, type ComparisonNode, type ComparisonOperator } from '../nodes/comparison-node.ts';
import type { ConditionNode } from '../nodes/condition-node.ts';
import { logicNode } from '../nodes/logic-node.ts';
import { parameterNode } from '../nodes/parameter-node.ts';
import { findTimeColumns } from './time-columns.ts';

/** What a condition on the moment says of its day. Other operators say nothing. */
const dayOperators: Readonly<Partial<Record<ComparisonOperator, ComparisonOperator>>> = {
  '=': '=', '<': '<=', '<=': '<=', '>': '>=', '>=': '>=', between: 'between', in: 'in',
};

/**
 * The condition, and beside one on the moment of a row what follows from it for the partition day, so that other partitions are
 * not read. The day follows from the moment: adding it changes no answer, wherever the condition stands.
 */
export function withDayCondition(table: AnyTable, condition: ComparisonNode): ConditionNode {
  const { left, operator, right } = condition;
  const columns = findTimeColumns(table);
  const dayOperator = dayOperators[operator];
  if (columns?.day === undefined || left.kind !== 'column' || left.name !== columns.moment || dayOperator === undefined) return condition;
  const { clickhouse } = logicalTypes.date;
  const days = right.map(({ value }) =>
    Array.isArray(value)
      ? parameterNode(`Array(${clickhouse})`, [...new Set(value.map((moment) => String(moment).slice(0, 10)))])
      : parameterNode(clickhouse, String(value).slice(0, 10)));
  return logicNode('and', condition, comparisonNode(columnNode(columns.day), dayOperator, ...days));
}
