import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion } from './define-question.ts';
import { limitOption, questionRange, rangeOptions } from './range-options.ts';

/** Which user agents sent only a few requests, rarest first. */
export const rareUserAgents = defineQuestion({
  name: 'rare-user-agents',
  title: 'User agents that are rare',
  doc: 'Which user agents sent only a few requests, rarest first.',
  options: z.object({
    ...rangeOptions,
    maxRequests: z.number().int().min(1).default(5).describe('Requests of a rare user agent at most.'),
    limit: limitOption(50),
  }),
  compile: ({ maxRequests, limit, ...options }) =>
    from('logs')
      .timeRange(questionRange(options))
      .select('user_agent')
      .select((e) => ({ request_count: e.count(), clients: e.countDistinct('ip_address'), first_seen: e.min('timestamp'), some_path: e.any('http_path') }))
      .where('user_agent', 'is not null')
      .groupBy('user_agent')
      .having('request_count', '<=', maxRequests)
      .orderBy('request_count')
      .orderBy('user_agent')
      .limit(limit),
});
