import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion } from './define-question.ts';
import { limitOption, questionRange, rangeOptions } from './range-options.ts';

/** On which paths the largest share of requests fails, among those with enough requests. */
export const failingPaths = defineQuestion({
  name: 'failing-paths',
  title: 'Paths that fail most',
  doc: 'On which paths the largest share of requests fails, among those with enough requests.',
  options: z.object({
    ...rangeOptions,
    minRequests: z.number().int().min(1).default(10).describe('Requests that a path has at least.'),
    limit: limitOption(20),
  }),
  compile: ({ minRequests, limit, ...options }) =>
    from('logs')
      .timeRange(questionRange(options))
      .select('http_path')
      .select((e) => {
        const failed = e.compare('http_status', '>=', 400);
        return { request_count: e.count(), failed_count: e.countIf(failed), failed_share: e.share(failed), top_statuses: e.topValues(3, 'http_status') };
      })
      .where('http_path', 'is not null')
      .groupBy('http_path')
      .having('request_count', '>=', minRequests)
      .having('failed_count', '>', 0)
      .orderBy('failed_share', 'desc')
      .orderBy('http_path')
      .limit(limit),
});
