import { z } from 'zod';
import { from } from '../select/from.ts';
import { bucketOption } from './bucket-option.ts';
import { defineQuestion, drawnAsBars } from './define-question.ts';
import { limitOption, questionRange, rangeOptions } from './range-options.ts';

/** Which spans of time had most requests, from how many clients, and how many bytes they were sent. */
export const busiestTimes = drawnAsBars(defineQuestion({
  name: 'busiest-times',
  title: 'Busiest times',
  doc: 'Which spans of time had most requests, from how many clients, and how many bytes they were sent.',
  options: z.object({ ...rangeOptions, bucket: bucketOption('minute'), limit: limitOption(10) }),
  compile: ({ bucket, limit, ...options }) =>
    from('logs')
      .timeRange(questionRange(options))
      .select((e) => ({ bucket: e.timeBucket(bucket), request_count: e.count(), clients: e.countDistinct('ip_address'), bytes_sent: e.sum('response_size') }))
      .where('http_method', 'is not null')
      .groupBy('bucket')
      .orderBy('request_count', 'desc')
      .orderBy('bucket')
      .limit(limit),
}), { labels: ['bucket'], value: 'request_count' });
