import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion } from './define-question.ts';
import { limitOption, questionRange, rangeOptions } from './range-options.ts';

/** Which clients asked for many different paths that do not exist: a sign of a scanner. */
export const scanners = defineQuestion({
  name: 'scanners',
  title: 'Clients that try out paths',
  doc: 'Which clients asked for many different paths that do not exist: a sign of a scanner.',
  options: z.object({
    ...rangeOptions,
    minPaths: z.number().int().min(1).default(10).describe('Different missing paths that a client asked for at least.'),
    limit: limitOption(20),
  }),
  compile: ({ minPaths, limit, ...options }) =>
    from('logs')
      .timeRange(questionRange(options))
      .select('ip_address')
      .select((e) => ({
        missing_paths: e.countDistinct('http_path'), not_found_count: e.count(), first_seen: e.min('timestamp'), last_seen: e.max('timestamp'),
        some_paths: e.topValues(5, 'http_path'), user_agents: e.countDistinct('user_agent'),
      }))
      .where('ip_address', 'is not null')
      .where('http_status', '=', 404)
      .groupBy('ip_address')
      .having('missing_paths', '>=', minPaths)
      .orderBy('missing_paths', 'desc')
      .orderBy('ip_address')
      .limit(limit),
});
