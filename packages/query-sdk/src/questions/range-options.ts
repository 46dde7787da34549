import { z } from 'zod';
import type { TimeRange } from '../select/time-range.ts';

const moment = z.union([z.string(), z.date()]).optional();

/** Options of every question about a range of time. */
export const rangeOptions = {
  from: moment.describe('First moment, inclusive: ISO-8601 text or a Date.'),
  to: moment.describe('End, exclusive: ISO-8601 text or a Date. Default: the newest row.'),
  lastDays: z.number().int().min(1).max(100_000).default(7).describe('Days before the end, where from is not given.'),
  until: z.enum(['newest', 'now']).default('newest').describe('Where lastDays ends when to is not given: at the newest row, or now.'),
};

/** What {@link rangeOptions} give, checked. */
export interface RangeOptions {
  readonly from?: string | Date | undefined;
  readonly to?: string | Date | undefined;
  readonly lastDays: number;
  readonly until: 'newest' | 'now';
}

/** The range of time of a question: from `from`, or the last days. */
export function questionRange({ from, to, lastDays, until }: RangeOptions): TimeRange {
  return from === undefined ? { to, lastDays, until } : { from, to };
}

/** Option of questions that rank: how many rows come back. */
export const limitOption = (rows: number) => z.number().int().min(1).max(100_000).default(rows).describe('Most rows in the answer.');
