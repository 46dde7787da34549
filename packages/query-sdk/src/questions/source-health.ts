import { errorLevels } from '@logex/log-schema';
import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion, drawnAsBars } from './define-question.ts';
import { limitOption, questionRange, rangeOptions } from './range-options.ts';

/** How many events and errors each logger wrote, the share of errors, and its newest error. */
export const sourceHealth = drawnAsBars(defineQuestion({
  name: 'source-health',
  title: 'Health of each logger',
  doc: 'How many events and errors each logger wrote, the share of errors, and its newest error.',
  options: z.object({ ...rangeOptions, limit: limitOption(50) }),
  compile: ({ limit, ...options }) =>
    from('logs')
      .timeRange(questionRange(options))
      .select('logger')
      .select((e) => {
        const isError = e.compare('level', 'in', errorLevels);
        return {
          log_count: e.count(), error_count: e.countIf(isError), error_rate: e.share(isError), last_seen: e.max('timestamp'),
          newest_exception: e.valueAtMax('exception_class', 'timestamp'),
        };
      })
      .where('logger', 'is not null')
      .groupBy('logger')
      .orderBy('error_rate', 'desc')
      .orderBy('logger')
      .limit(limit),
}), { labels: ['logger'], value: 'error_rate' });
