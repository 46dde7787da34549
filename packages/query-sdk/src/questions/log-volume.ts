import { z } from 'zod';
import { from } from '../select/from.ts';
import { bucketOption } from './bucket-option.ts';
import { defineQuestion, drawnAsBars } from './define-question.ts';
import { questionRange, rangeOptions } from './range-options.ts';

/** How many lines, requests and bytes of responses there were in each span of time, spans without any too. */
export const logVolume = drawnAsBars(defineQuestion({
  name: 'log-volume',
  title: 'Lines over time',
  doc: 'How many lines, requests and bytes of responses there were in each span of time, spans without any too.',
  options: z.object({ ...rangeOptions, bucket: bucketOption('day') }),
  compile: ({ bucket, ...options }) =>
    from('logs')
      .timeRange(questionRange(options))
      .select((e) => ({
        bucket: e.timeBucket(bucket), log_count: e.count(), request_count: e.countIf(e.compare('http_method', 'is not null')),
        bytes_sent: e.sum('response_size'), loggers: e.countDistinct('logger'), files: e.countDistinct('ingest_file'),
      }))
      .groupBy('bucket')
      .orderBy('bucket')
      .fillBuckets('bucket'),
}), { labels: ['bucket'], value: 'log_count' });
