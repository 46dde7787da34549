import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion } from './define-question.ts';
import { limitOption, questionRange, rangeOptions } from './range-options.ts';

/** Which clients were refused many times within a few minutes, status 401 or 403: a sign of guessed passwords. */
export const bruteForce = defineQuestion({
  name: 'brute-force',
  title: 'Clients that try out passwords',
  doc: 'Which clients were refused many times within a few minutes, status 401 or 403: a sign of guessed passwords.',
  options: z.object({
    ...rangeOptions,
    minAttempts: z.number().int().min(1).default(10).describe('Refusals within five minutes at least.'),
    limit: limitOption(20),
  }),
  compile: ({ minAttempts, limit, ...options }) =>
    from('logs')
      .timeRange(questionRange(options))
      .select((e) => ({ bucket: e.timeBucket('five-minutes') }))
      .select('ip_address')
      .select((e) => ({ attempts: e.count(), users: e.countDistinct('remote_user'), some_paths: e.topValues(3, 'http_path') }))
      .where('ip_address', 'is not null')
      .where('http_status', 'in', [401, 403])
      .groupBy('bucket', 'ip_address')
      .having('attempts', '>=', minAttempts)
      .orderBy('attempts', 'desc')
      .orderBy('bucket')
      .orderBy('ip_address')
      .limit(limit),
});
