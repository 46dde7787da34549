import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion, drawnAsBars } from './define-question.ts';
import { limitOption, questionRange, rangeOptions } from './range-options.ts';

/** Which paths were requested most, how often the server failed on them, by how many clients, and their response size. */
export const topPaths = drawnAsBars(defineQuestion({
  name: 'top-paths',
  title: 'Paths with most requests',
  doc: 'Which paths were requested most, how often the server failed on them, by how many clients, and their response size.',
  options: z.object({ ...rangeOptions, limit: limitOption(10) }),
  compile: ({ limit, ...options }) =>
    from('logs')
      .timeRange(questionRange(options))
      .select('http_path')
      .select((e) => ({
        request_count: e.count(),
        server_error_count: e.countIf(e.compare('http_status', '>=', 500)),
        unique_clients: e.countDistinct('ip_address'),
        avg_response_size: e.avg('response_size'),
      }))
      .where('http_path', 'is not null')
      .groupBy('http_path')
      .orderBy('request_count', 'desc')
      .orderBy('http_path')
      .limit(limit),
}), { labels: ['http_path'], value: 'request_count' });
