import { errorLevels } from '@logex/log-schema';
import { z } from 'zod';
import type { QueryRunner, RunOptions } from '../query.ts';
import { from } from '../select/from.ts';
import { defineQuestion } from './define-question.ts';
import { growth, periodOptions, periods, type PeriodOptions } from './period-options.ts';
import { limitOption } from './range-options.ts';

function errorsByLogger(options: PeriodOptions) {
  const { current, whole } = periods(options, options.lastDays);
  return from('logs')
    .timeRange(whole)
    .select('logger')
    .select((e) => ({ current_count: e.countIf(e.inTimeRange(current)), previous_count: e.countIf(e.not(e.inTimeRange(current))) }))
    .where('level', 'in', errorLevels)
    .groupBy('logger')
    .orderBy('logger');
}

/** How the number of errors of each logger compares with the period of the same length before it, largest rise first. */
export const errorTrend = defineQuestion({
  name: 'error-trend',
  title: 'Errors by logger, against the period before',
  doc: 'How the number of errors of each logger compares with the period of the same length before it, largest rise first.',
  options: z.object({ ...periodOptions, limit: limitOption(20) }),
  compile: (options) => errorsByLogger(options),
  run: async (runner: QueryRunner, { limit, ...options }, run?: RunOptions) => {
    const rows = await runner.execute(errorsByLogger(options), run);
    return rows
      .map(({ logger, current_count, previous_count }) => ({ logger, current_count, previous_count, rise: current_count - previous_count, growth: growth(current_count, previous_count) }))
      .sort((a, b) => b.rise - a.rise || (a.logger ?? '').localeCompare(b.logger ?? ''))
      .slice(0, limit);
  },
});
