import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion, drawnAsBars } from './define-question.ts';
import { limitOption, questionRange, rangeOptions } from './range-options.ts';

/** Which files gave most lines, of which format, and over which time. */
export const largestSources = drawnAsBars(defineQuestion({
  name: 'largest-sources',
  title: 'Files with most lines',
  doc: 'Which files gave most lines, of which format, and over which time.',
  options: z.object({ ...rangeOptions, limit: limitOption(20) }),
  compile: ({ limit, ...options }) =>
    from('logs')
      .timeRange(questionRange(options))
      .select('ingest_file', 'format')
      .select((e) => ({ log_count: e.count(), first_seen: e.min('timestamp'), last_seen: e.max('timestamp') }))
      .groupBy('ingest_file', 'format')
      .orderBy('log_count', 'desc')
      .orderBy('ingest_file')
      .orderBy('format')
      .limit(limit),
}), { labels: ['ingest_file', 'format'], value: 'log_count' });
