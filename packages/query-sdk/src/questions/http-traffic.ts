import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion, drawnAsBars } from './define-question.ts';
import { questionRange, rangeOptions } from './range-options.ts';

/** How many requests of each status and method there were, and how large their responses. */
export const httpTraffic = drawnAsBars(defineQuestion({
  name: 'http-traffic',
  title: 'Requests by status and method',
  doc: 'How many requests of each status and method there were, and how large their responses.',
  options: z.object(rangeOptions),
  compile: (options) =>
    from('logs')
      .timeRange(questionRange(options))
      .select('http_status', 'http_method')
      .select((e) => ({ request_count: e.count(), avg_response_size: e.avg('response_size') }))
      .where('http_method', 'is not null')
      .groupBy('http_status', 'http_method')
      .orderBy('request_count', 'desc')
      .orderBy('http_status')
      .orderBy('http_method'),
}), { labels: ['http_status', 'http_method'], value: 'request_count' });
