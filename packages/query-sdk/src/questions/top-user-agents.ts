import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion, drawnAsBars } from './define-question.ts';
import { limitOption, questionRange, rangeOptions } from './range-options.ts';

/** Which user agents sent most requests, from how many clients, and how many of them failed. */
export const topUserAgents = drawnAsBars(defineQuestion({
  name: 'top-user-agents',
  title: 'User agents with most requests',
  doc: 'Which user agents sent most requests, from how many clients, and how many of them failed.',
  options: z.object({ ...rangeOptions, limit: limitOption(20) }),
  compile: ({ limit, ...options }) =>
    from('logs')
      .timeRange(questionRange(options))
      .select('user_agent')
      .select((e) => ({ request_count: e.count(), clients: e.countDistinct('ip_address'), failed_count: e.countIf(e.compare('http_status', '>=', 400)) }))
      .where('user_agent', 'is not null')
      .groupBy('user_agent')
      .orderBy('request_count', 'desc')
      .orderBy('user_agent')
      .limit(limit),
}), { labels: ['user_agent'], value: 'request_count' });
