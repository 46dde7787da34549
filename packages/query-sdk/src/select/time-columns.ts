import type { AnyTable, Columns } from '@logex/log-schema';
import { timeColumnMissing } from '../errors.ts';
import type { TimeColumns } from '../nodes/time-range-node.ts';

/** Names of the column that says when a row happened, first match wins; `partition_date` is its day. */
const momentNames = ['timestamp', 'hour', 'rejected_at', 'recorded_at'] as const;

const dayName = 'partition_date';

/** What the type of a query says while it reads all of a table that has times. */
export type NoTimeRange = 'a time range is missing: add .timeRange(…), or .allTime() to read everything';

/** What the type of a query says once its range of time is settled. */
export type Ranged = 'ranged';

/** What a query on a table begins with: one without a column of time has no range to give. */
export type FirstRange<C extends Columns> =
  Extract<keyof C, (typeof momentNames)[number] | typeof dayName> extends never ? Ranged : NoTimeRange;

/** The columns that a range of time filters in a table; undefined where it has none. */
export function findTimeColumns(table: AnyTable): TimeColumns | undefined {
  const moment = momentNames.find((name) => Object.hasOwn(table.columns, name));
  const day = Object.hasOwn(table.columns, dayName) ? dayName : undefined;
  return moment === undefined && day === undefined ? undefined : { moment, day };
}

/**
 * The columns that a range of time filters in a table.
 *
 * @throws LogexError `query/time-column-missing` (usage) for a table without any.
 */
export function timeColumns(table: AnyTable): TimeColumns {
  const columns = findTimeColumns(table);
  if (columns === undefined) throw timeColumnMissing(table.name, [...momentNames, dayName]);
  return columns;
}
