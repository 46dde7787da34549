import { errorLevels } from '@logex/log-schema';
import { z } from 'zod';
import type { BucketSpan } from '../nodes/bucket-node.ts';
import type { QueryRunner, RunOptions } from '../query.ts';
import { from } from '../select/from.ts';
import type { TimeRange } from '../select/time-range.ts';
import { bucketOption } from './bucket-option.ts';
import { defineQuestion } from './define-question.ts';
import { questionRange, rangeOptions } from './range-options.ts';

function errorCounts(bucket: BucketSpan, range: TimeRange) {
  return from('logs')
    .timeRange(range)
    .select((e) => ({ bucket: e.timeBucket(bucket), error_count: e.count(), top_loggers: e.topValues(3, 'logger') }))
    .where('level', 'in', errorLevels)
    .groupBy('bucket')
    .orderBy('bucket')
    .fillBuckets('bucket');
}

/** Which spans of time had several times the errors that are usual in the range: its median, one at least. */
export const errorSpikes = defineQuestion({
  name: 'error-spikes',
  title: 'Times with unusually many errors',
  doc: 'Which spans of time had several times the errors that are usual in the range: its median, one at least.',
  options: z.object({
    ...rangeOptions,
    bucket: bucketOption('hour'),
    factor: z.number().min(1).default(3).describe('How many times the usual number of errors a spike has at least.'),
  }),
  compile: ({ bucket, ...options }) => errorCounts(bucket, questionRange(options)),
  run: async (runner: QueryRunner, { bucket, factor, ...options }, run?: RunOptions) => {
    const rows = await runner.execute(errorCounts(bucket, questionRange(options)), run);
    const counts = rows.map(({ error_count }) => error_count).sort((a, b) => a - b);
    const usual = Math.max(1, counts[Math.floor(counts.length / 2)] ?? 0);
    return rows.filter(({ error_count }) => error_count >= usual * factor).map((row) => ({ ...row, usual_count: usual, times_usual: row.error_count / usual }));
  },
});
