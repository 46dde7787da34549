import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion, drawnAsBars } from './define-question.ts';
import { limitOption, questionRange, rangeOptions } from './range-options.ts';

/** Which authenticated users sent most requests, for how many paths, from how many clients, and when. */
export const topUsers = drawnAsBars(defineQuestion({
  name: 'top-users',
  title: 'Users with most requests',
  doc: 'Which authenticated users sent most requests, for how many paths, from how many clients, and when.',
  options: z.object({ ...rangeOptions, limit: limitOption(20) }),
  compile: ({ limit, ...options }) =>
    from('logs')
      .timeRange(questionRange(options))
      .select('remote_user')
      .select((e) => ({
        request_count: e.count(), failed_count: e.countIf(e.compare('http_status', '>=', 400)), paths: e.countDistinct('http_path'), clients: e.countDistinct('ip_address'),
        first_seen: e.min('timestamp'), last_seen: e.max('timestamp'),
      }))
      .where('remote_user', 'is not null')
      .groupBy('remote_user')
      .orderBy('request_count', 'desc')
      .orderBy('remote_user')
      .limit(limit),
}), { labels: ['remote_user'], value: 'request_count' });
