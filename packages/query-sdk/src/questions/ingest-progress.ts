import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion } from './define-question.ts';
import { questionRange, rangeOptions } from './range-options.ts';

/** How far ingest is: files in each state, their lines read, accepted and rejected, and when the last was noted. */
export const ingestProgress = defineQuestion({
  name: 'ingest-progress',
  title: 'Files that were ingested',
  doc: 'How far ingest is: files in each state, their lines read, accepted and rejected, and when the last was noted.',
  options: z.object(rangeOptions),
  compile: (options) =>
    from('ingested_files')
      .timeRange(questionRange(options))
      .select('state')
      .select((e) => ({
        file_count: e.countDistinct('path'), lines_in: e.sum('rows_in'), lines_accepted: e.sum('rows_accepted'), lines_rejected: e.sum('rows_rejected'),
        last_recorded: e.max('recorded_at'),
      }))
      .groupBy('state')
      .orderBy('state'),
});
