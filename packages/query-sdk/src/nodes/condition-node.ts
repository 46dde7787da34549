import type { ComparisonNode } from './comparison-node.ts';
import type { LogicNode } from './logic-node.ts';
import type { TimeRangeNode } from './time-range-node.ts';

/** Whatever a row can meet or not. */
export type ConditionNode = ComparisonNode | LogicNode | TimeRangeNode;
