import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion, drawnAsBars } from './define-question.ts';
import { limitOption, questionRange, rangeOptions } from './range-options.ts';

/** Which lines were rejected, by reason: how many, in how many files, and an example of what was seen. */
export const rejectedLines = drawnAsBars(defineQuestion({
  name: 'rejected-lines',
  title: 'Lines that could not be read',
  doc: 'Which lines were rejected, by reason: how many, in how many files, and an example of what was seen.',
  options: z.object({ ...rangeOptions, limit: limitOption(20) }),
  compile: ({ limit, ...options }) =>
    from('logs_rejected')
      .timeRange(questionRange(options))
      .select('reason')
      .select((e) => ({ line_count: e.count(), files: e.countDistinct('ingest_file'), some_detail: e.any('detail'), last_seen: e.max('rejected_at') }))
      .groupBy('reason')
      .orderBy('line_count', 'desc')
      .orderBy('reason')
      .limit(limit),
}), { labels: ['reason'], value: 'line_count' });
