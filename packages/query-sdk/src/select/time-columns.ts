import type { AnyTable } from '@logex/log-schema';
import { timeColumnMissing } from '../errors.ts';
import type { TimeColumns } from '../nodes/time-range-node.ts';

/** Names of the column that says when a row happened, first match wins; `partition_date` is its day. */
const momentNames = ['timestamp', 'hour', 'rejected_at', 'recorded_at'] as const;

const dayName = 'partition_date';

/**
 * The columns that a range of time filters in a table.
 *
 * @throws LogexError `query/time-column-missing` (usage) for a table without any.
 */
export function timeColumns(table: AnyTable): TimeColumns {
  const moment = momentNames.find((name) => Object.hasOwn(table.columns, name));
  const day = Object.hasOwn(table.columns, dayName) ? dayName : undefined;
  if (moment === undefined && day === undefined) throw timeColumnMissing(table.name, [...momentNames, dayName]);
  return { moment, day };
}
