import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion, drawnAsBars } from './define-question.ts';
import { limitOption, questionRange, rangeOptions } from './range-options.ts';

/** How long work took, by an attribute of events that holds the time: median, 95th and 99th percentile, and the longest. */
export const responseTimes = drawnAsBars(defineQuestion({
  name: 'response-times',
  title: 'Response times',
  doc: 'How long work took, by an attribute of events that holds the time: median, 95th and 99th percentile, and the longest.',
  options: z.object({
    attribute: z.string().min(1).default('duration_ms').describe('Name of the attribute that holds the time, in a unit of your own.'),
    by: z.enum(['logger', 'http_path', 'http_method']).default('logger').describe('What times are told apart by.'),
    ...rangeOptions,
    limit: limitOption(20),
  }),
  compile: ({ attribute, by, limit, ...options }) =>
    from('logs')
      .timeRange(questionRange(options))
      .select((e) => {
        const time = e.attributeNumber(attribute);
        return {
          name: e.column(by), measured_count: e.count(), p50: e.quantile(0.5, time), p95: e.quantile(0.95, time), p99: e.quantile(0.99, time), longest: e.max(time),
        };
      })
      .where((e) => e.compare(e.attributeNumber(attribute), 'is not null'))
      .groupBy('name')
      .orderBy('p95', 'desc')
      .orderBy('name')
      .limit(limit),
}), { labels: ['name'], value: 'p95' });
