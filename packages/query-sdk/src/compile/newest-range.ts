import type { SelectNode } from '../nodes/select-node.ts';
import type { TimeRangeNode } from '../nodes/time-range-node.ts';
import type { InnerNode } from './render.ts';

/** The first range of time of a query that ends at the newest row, wherever it stands; undefined where there is none. */
export function newestRange({ where, having, selections }: SelectNode): TimeRangeNode | undefined {
  return firstNewest([...where, ...having, ...selections.map(({ term }) => term)]);
}

function firstNewest(nodes: readonly InnerNode[]): TimeRangeNode | undefined {
  for (const node of nodes) {
    const found = node.kind === 'time-range' ? endingAtNewest(node) : firstNewest(partsOf(node));
    if (found !== undefined) return found;
  }
  return undefined;
}

function endingAtNewest(node: TimeRangeNode): TimeRangeNode | undefined {
  return node.bounds.kind === 'relative' && node.bounds.until === 'newest' ? node : undefined;
}

function partsOf(node: InnerNode): readonly InnerNode[] {
  if (node.kind === 'logic') return node.conditions;
  if (node.kind === 'aggregate') return node.operands;
  return node.kind === 'comparison' ? [node.left] : [];
}
