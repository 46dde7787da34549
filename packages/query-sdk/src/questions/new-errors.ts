import { errorLevels } from '@logex/log-schema';
import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion, drawnAsBars } from './define-question.ts';
import { baselineOption, periodOptions, periods } from './period-options.ts';
import { limitOption } from './range-options.ts';

/** Which errors of the period, told apart by exception and message, did not occur in the days before it. */
export const newErrors = drawnAsBars(defineQuestion({
  name: 'new-errors',
  title: 'Errors that were not there before',
  doc: 'Which errors of the period, told apart by exception and message, did not occur in the days before it.',
  options: z.object({ ...periodOptions, baselineDays: baselineOption, limit: limitOption(20) }),
  compile: ({ baselineDays, limit, ...options }) => {
    const { current, whole } = periods(options, baselineDays);
    return from('logs')
      .timeRange(whole)
      .select('exception_class', 'message')
      .select((e) => ({ error_count: e.count(), first_seen: e.min('timestamp'), top_loggers: e.topValues(3, 'logger') }))
      .where('level', 'in', errorLevels)
      .groupBy('exception_class', 'message')
      .having((e) => e.compare(e.countIf(e.not(e.inTimeRange(current))), '=', 0))
      .orderBy('error_count', 'desc')
      .orderBy('exception_class')
      .orderBy('message')
      .limit(limit);
  },
}), { labels: ['exception_class', 'message'], value: 'error_count' });
