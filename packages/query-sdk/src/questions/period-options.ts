import { z } from 'zod';
import type { TimeRange } from '../select/time-range.ts';
import { rangeOptions } from './range-options.ts';

/** Options of questions that compare a period with the time before it. */
export const periodOptions = { to: rangeOptions.to, lastDays: rangeOptions.lastDays, until: rangeOptions.until };

/** Option of questions that look for what is new: how long before the period counts as known. */
export const baselineOption = z.number().int().min(1).max(50_000).default(7).describe('Days before the period that it is compared with.');

/** What {@link periodOptions} give, checked. */
export interface PeriodOptions {
  readonly to?: string | Date | undefined;
  readonly lastDays: number;
  readonly until: 'newest' | 'now';
}

/** A period, and the period together with some days before it. */
export function periods({ to, lastDays, until }: PeriodOptions, daysBefore: number): { readonly current: TimeRange; readonly whole: TimeRange } {
  const rangeOf = (days: number): TimeRange => (to === undefined ? { lastDays: days, until } : { to, lastDays: days });
  return { current: rangeOf(lastDays), whole: rangeOf(lastDays + daysBefore) };
}

/** How much a figure has grown: 0.5 is half as much again; null where there was none before. */
export function growth(current: number, previous: number): number | null {
  return previous === 0 ? null : (current - previous) / previous;
}
