import { z } from 'zod';
import { from } from '../select/from.ts';
import { bucketOption } from './bucket-option.ts';
import { defineQuestion, drawnAsBars } from './define-question.ts';
import { questionRange, rangeOptions } from './range-options.ts';

/** How many different clients and users there were in each span of time, and how many requests each client sent. */
export const visitors = drawnAsBars(defineQuestion({
  name: 'visitors',
  title: 'Visitors over time',
  doc: 'How many different clients and users there were in each span of time, and how many requests each client sent.',
  options: z.object({ ...rangeOptions, bucket: bucketOption('day') }),
  compile: ({ bucket, ...options }) =>
    from('logs')
      .timeRange(questionRange(options))
      .select((e) => {
        const clients = e.countDistinct('ip_address');
        return { bucket: e.timeBucket(bucket), clients, users: e.countDistinct('remote_user'), request_count: e.count(), requests_per_client: e.ratio(e.count(), clients) };
      })
      .where('http_method', 'is not null')
      .groupBy('bucket')
      .orderBy('bucket')
      .fillBuckets('bucket'),
}), { labels: ['bucket'], value: 'clients' });
