import { logicalTypes, type AnyTable } from '@logex/log-schema';
import { rangeEmpty, rangeReversed, valueNotForType } from '../errors.ts';
import { parameterNode } from '../nodes/parameter-node.ts';
import { timeRangeNode, type TimeRangeNode } from '../nodes/time-range-node.ts';
import { momentText, type Moment } from '../values/moment-text.ts';
import { timeColumns } from './time-columns.ts';

/** A range of time. Give `from`, `to` or both, or `lastDays` alone; `lastDays` with `to` counts back from there. */
export interface TimeRange {
  /** First moment, inclusive. */
  readonly from?: Moment | undefined;
  /** End, exclusive. */
  readonly to?: Moment | undefined;
  /** Days before the end. Not together with `from`. */
  readonly lastDays?: number | undefined;
  /**
   * Where `lastDays` ends when `to` is not given: at the newest row of the table, or at the clock of the server.
   * @default 'newest'
   */
  readonly until?: 'newest' | 'now' | undefined;
}

const millisecondsOfDay = 86_400_000;

/**
 * The condition that a range of time stands for: on the moment, and on the day that the table is partitioned by.
 *
 * @throws LogexError `query/range-empty`, `query/range-reversed`, `query/value-not-for-type`, `query/time-column-missing` (usage).
 */
export function timeRange(table: AnyTable, range: TimeRange): TimeRangeNode {
  const columns = timeColumns(table);
  const { lastDays, until = 'newest' } = range;
  if (lastDays !== undefined && (range.from !== undefined || !Number.isSafeInteger(lastDays) || lastDays < 1 || lastDays > 100_000)) {
    throw valueNotForType('lastDays', 'a whole number from 1 to 100000, without from', lastDays);
  }
  const to = bound('to', range.to);
  if (lastDays !== undefined && to === undefined) {
    return timeRangeNode(columns, { kind: 'relative', until, days: parameterNode('UInt32', lastDays) });
  }
  const from = lastDays !== undefined && to !== undefined ? daysBefore(to, lastDays) : bound('from', range.from);
  if (from === undefined && to === undefined) throw rangeEmpty('neither from, to nor lastDays is given');
  if (from !== undefined && from === to) throw rangeEmpty('from equals to');
  if (from !== undefined && to !== undefined && from > to) throw rangeReversed(from, to);
  return timeRangeNode(columns, {
    kind: 'fixed',
    from: from === undefined ? undefined : parameterNode(logicalTypes.timestamp.clickhouse, from),
    to: to === undefined ? undefined : parameterNode(logicalTypes.timestamp.clickhouse, to),
    firstDay: from === undefined ? undefined : parameterNode(logicalTypes.date.clickhouse, from.slice(0, 10)),
    lastDay: to === undefined ? undefined : parameterNode(logicalTypes.date.clickhouse, lastDayBefore(to)),
  });
}

function bound(subject: string, moment: Moment | undefined): string | undefined {
  if (moment === undefined) return undefined;
  const text = momentText(moment);
  if (text === undefined) throw valueNotForType(subject, 'a Date or ISO-8601 text, years 1900 to 2299', moment);
  return text;
}

const parsed = (text: string): number => Date.parse(`${text.slice(0, 19).replace(' ', 'T')}Z`);

function daysBefore(text: string, days: number): string {
  return `${momentText(new Date(parsed(text) - days * millisecondsOfDay))?.slice(0, 19) ?? '1900-01-01 00:00:00'}${text.slice(19)}`;
}

/** The end is exclusive: at midnight its day is not part of the range. */
function lastDayBefore(text: string): string {
  return text.endsWith(' 00:00:00.000000') ? daysBefore(text, 1).slice(0, 10) : text.slice(0, 10);
}
