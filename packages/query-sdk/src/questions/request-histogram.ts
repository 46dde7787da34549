import { z } from 'zod';
import { from } from '../select/from.ts';
import { bucketOption } from './bucket-option.ts';
import { defineQuestion, drawnAsBars } from './define-question.ts';
import { questionRange, rangeOptions } from './range-options.ts';

/** How many requests there were in each span of time, and how many of them the server failed. */
export const requestHistogram = drawnAsBars(defineQuestion({
  name: 'request-histogram',
  title: 'Requests over time',
  doc: 'How many requests there were in each span of time, and how many of them the server failed. Spans without requests are left out.',
  options: z.object({ ...rangeOptions, bucket: bucketOption('hour') }),
  compile: ({ bucket, ...options }) =>
    from('logs')
      .timeRange(questionRange(options))
      .select((e) => ({
        bucket: e.timeBucket(bucket),
        request_count: e.count(),
        server_error_count: e.countIf(e.compare('http_status', '>=', 500)),
      }))
      .where('http_method', 'is not null')
      .groupBy('bucket')
      .orderBy('bucket'),
}), { labels: ['bucket'], value: 'request_count' });
