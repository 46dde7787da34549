import { errorLevels } from '@logex/log-schema';
import { z } from 'zod';
import { from } from '../select/from.ts';
import { bucketOption } from './bucket-option.ts';
import { defineQuestion, drawnAsBars } from './define-question.ts';
import { questionRange, rangeOptions } from './range-options.ts';

/** How many events there were in each span of time, how many of them errors, and their share. */
export const errorRate = drawnAsBars(defineQuestion({
  name: 'error-rate',
  title: 'Errors over time',
  doc: 'How many events there were in each span of time, how many of them errors, and their share. Spans without events are left out.',
  options: z.object({ ...rangeOptions, bucket: bucketOption('hour') }),
  compile: ({ bucket, ...options }) =>
    from('logs')
      .timeRange(questionRange(options))
      .select((e) => {
        const isError = e.compare('level', 'in', errorLevels);
        return { bucket: e.timeBucket(bucket), total: e.count(), error_count: e.countIf(isError), error_rate: e.share(isError) };
      })
      .groupBy('bucket')
      .orderBy('bucket'),
}), { labels: ['bucket'], value: 'error_count' });
