import { fillNotPossible } from '../errors.ts';
import type { BucketNode } from '../nodes/bucket-node.ts';
import type { SelectNode } from '../nodes/select-node.ts';
import type { TimeRangeNode } from '../nodes/time-range-node.ts';
import type { Render } from './render.ts';
import { bucketBegin, bucketMicroseconds } from './render-term.ts';
import { newestName } from './render-time-range.ts';

/**
 * What follows the first key of an order so that spans of time without rows come too, from the begin of the range of time to its end.
 *
 * @throws LogexError `query/fill-not-possible` (usage) where the result is not ordered by the bucket first, ascending, or has no range.
 */
export function renderFill(node: SelectNode, name: string, render: Render): string {
  const bucket = node.selections.find(({ alias }) => alias === name)?.term;
  const [first] = node.orderBy;
  if (bucket?.kind !== 'bucket') throw fillNotPossible(node.table, name, 'it is no time bucket that is selected');
  if (first?.name !== name || first.direction !== 'asc') throw fillNotPossible(node.table, name, 'the result is not ordered by it first, ascending');
  const range = node.where.find((condition) => condition.kind === 'time-range');
  if (range === undefined) throw fillNotPossible(node.table, name, 'the query has no range of time');
  return [' WITH FILL', ...bounds(range, bucket, render), `STEP toIntervalMicrosecond(${bucketMicroseconds[bucket.span]})`].join(' ');
}

function bounds({ bounds }: TimeRangeNode, { span }: BucketNode, render: Render): string[] {
  if (bounds.kind === 'fixed') {
    return [
      ...(bounds.from ? [`FROM ${bucketBegin(render(bounds.from), span)}`] : []),
      ...(bounds.to ? [`TO ${render(bounds.to)}`] : []),
    ];
  }
  // Of no rows the engine gives 1970 as the greatest moment: the span between two equal moments is empty, and nothing is filled.
  const end = bounds.until === 'now' ? `now64(6, 'UTC')` : `assumeNotNull(${newestName})`;
  const days = `toIntervalDay(${render(bounds.days)})`;
  const begin = bounds.until === 'now' ? `${end} - ${days}` : `if(${end} = toDateTime64(0, 6, 'UTC'), ${end}, ${end} - ${days})`;
  return [`FROM ${bucketBegin(begin, span)}`, `TO ${end}`];
}
