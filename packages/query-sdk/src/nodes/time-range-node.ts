import type { ParameterNode } from './parameter-node.ts';

/** Columns that a range of time filters: the moment itself, and the day that the table is partitioned by. */
export interface TimeColumns {
  readonly moment: string | undefined;
  readonly day: string | undefined;
}

/** Fixed bounds: `from` inclusive, `to` exclusive. Either may be open. */
export interface FixedBounds {
  readonly kind: 'fixed';
  readonly from: ParameterNode | undefined;
  readonly to: ParameterNode | undefined;
  /** Days that the bounds touch, both inclusive. */
  readonly firstDay: ParameterNode | undefined;
  readonly lastDay: ParameterNode | undefined;
}

/** Bounds that the server works out: some days until its clock, or until the newest row of the table. */
export interface RelativeBounds {
  readonly kind: 'relative';
  readonly until: 'newest' | 'now';
  readonly days: ParameterNode;
}

/** Rows of a range of time; filters the day too, so that other partitions are not read. */
export interface TimeRangeNode {
  readonly kind: 'time-range';
  readonly columns: TimeColumns;
  readonly bounds: FixedBounds | RelativeBounds;
}

/** A {@link TimeRangeNode}, frozen. */
export function timeRangeNode(columns: TimeColumns, bounds: FixedBounds | RelativeBounds): TimeRangeNode {
  return Object.freeze({ kind: 'time-range', columns: Object.freeze(columns), bounds: Object.freeze(bounds) });
}
