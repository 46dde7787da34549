import { errorLevels } from '@logex/log-schema';
import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion, drawnAsBars } from './define-question.ts';
import { limitOption, questionRange, rangeOptions } from './range-options.ts';

/** Which errors are most frequent, told apart by exception and message, and when they were first and last seen. */
export const topErrors = drawnAsBars(defineQuestion({
  name: 'top-errors',
  title: 'Most frequent errors',
  doc: 'Which errors are most frequent, told apart by exception and message, and when they were first and last seen.',
  options: z.object({ ...rangeOptions, limit: limitOption(10) }),
  compile: ({ limit, ...options }) =>
    from('logs')
      .timeRange(questionRange(options))
      .select('exception_class', 'message')
      .select((e) => ({ error_count: e.count(), first_seen: e.min('timestamp'), last_seen: e.max('timestamp') }))
      .where('level', 'in', errorLevels)
      .groupBy('exception_class', 'message')
      .orderBy('error_count', 'desc')
      .orderBy('exception_class')
      .orderBy('message')
      .limit(limit),
}), { labels: ['exception_class', 'message'], value: 'error_count' });
