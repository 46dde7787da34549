import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion } from './define-question.ts';
import { baselineOption, periodOptions, periods } from './period-options.ts';
import { limitOption } from './range-options.ts';

/** Which loggers wrote in the days before the period, and nothing in it. */
export const silentSources = defineQuestion({
  name: 'silent-sources',
  title: 'Loggers that went silent',
  doc: 'Which loggers wrote in the days before the period, and nothing in it.',
  options: z.object({ ...periodOptions, lastDays: periodOptions.lastDays.default(1).describe('Days before the end that nothing was written in.'), baselineDays: baselineOption, limit: limitOption(50) }),
  compile: ({ baselineDays, limit, ...options }) => {
    const { current, whole } = periods(options, baselineDays);
    return from('logs')
      .timeRange(whole)
      .select('logger')
      .select((e) => ({ previous_count: e.count(), last_seen: e.max('timestamp') }))
      .where('logger', 'is not null')
      .groupBy('logger')
      .having((e) => e.compare(e.countIf(e.inTimeRange(current)), '=', 0))
      .orderBy('last_seen', 'desc')
      .orderBy('logger')
      .limit(limit);
  },
});
