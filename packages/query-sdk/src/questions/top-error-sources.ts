import { errorLevels } from '@logex/log-schema';
import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion, drawnAsBars } from './define-question.ts';
import { limitOption, questionRange, rangeOptions } from './range-options.ts';

/** Which loggers wrote most errors, and of how many classes of exception. */
export const topErrorSources = drawnAsBars(defineQuestion({
  name: 'top-error-sources',
  title: 'Loggers with most errors',
  doc: 'Which loggers wrote most errors, and of how many classes of exception.',
  options: z.object({ ...rangeOptions, limit: limitOption(10) }),
  compile: ({ limit, ...options }) =>
    from('logs')
      .timeRange(questionRange(options))
      .select('logger')
      .select((e) => ({ error_count: e.count(), unique_exceptions: e.countDistinct('exception_class') }))
      .where('level', 'in', errorLevels)
      .groupBy('logger')
      .orderBy('error_count', 'desc')
      .orderBy('logger')
      .limit(limit),
}), { labels: ['logger'], value: 'error_count' });
