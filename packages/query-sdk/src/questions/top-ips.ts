import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion, drawnAsBars } from './define-question.ts';
import { limitOption, questionRange, rangeOptions } from './range-options.ts';

/** Which clients sent most requests, how many of them failed, and how many bytes they were sent. */
export const topIps = drawnAsBars(defineQuestion({
  name: 'top-ips',
  title: 'Clients with most requests',
  doc: 'Which clients sent most requests, how many of them failed, and how many bytes they were sent.',
  options: z.object({ ...rangeOptions, limit: limitOption(10) }),
  compile: ({ limit, ...options }) =>
    from('logs')
      .timeRange(questionRange(options))
      .select('ip_address')
      .select((e) => ({
        request_count: e.count(),
        failed_count: e.countIf(e.compare('http_status', '>=', 400)),
        bytes_sent: e.sum('response_size'),
      }))
      .where('ip_address', 'is not null')
      .where('http_method', 'is not null')
      .groupBy('ip_address')
      .orderBy('request_count', 'desc')
      .orderBy('ip_address')
      .limit(limit),
}), { labels: ['ip_address'], value: 'request_count' });
