import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion } from './define-question.ts';
import { limitOption, questionRange, rangeOptions } from './range-options.ts';

/** How large the responses of each path are: median, 95th percentile, the largest, and all together. */
export const responseSizes = defineQuestion({
  name: 'response-sizes',
  title: 'Sizes of responses',
  doc: 'How large the responses of each path are: median, 95th percentile, the largest, and all together.',
  options: z.object({ ...rangeOptions, limit: limitOption(20) }),
  compile: ({ limit, ...options }) =>
    from('logs')
      .timeRange(questionRange(options))
      .select('http_path')
      .select((e) => ({
        request_count: e.count(), p50: e.quantile(0.5, 'response_size'), p95: e.quantile(0.95, 'response_size'), largest: e.max('response_size'), bytes_sent: e.sum('response_size'),
      }))
      .where('http_path', 'is not null')
      .groupBy('http_path')
      .orderBy('bytes_sent', 'desc')
      .orderBy('http_path')
      .limit(limit),
});
