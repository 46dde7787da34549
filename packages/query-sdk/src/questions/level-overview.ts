import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion, drawnAsBars } from './define-question.ts';
import { questionRange, rangeOptions } from './range-options.ts';

/** How many events of each level there are, and from how many loggers. */
export const levelOverview = drawnAsBars(defineQuestion({
  name: 'level-overview',
  title: 'Events by level',
  doc: 'How many events of each level there are, and from how many loggers.',
  options: z.object(rangeOptions),
  compile: (options) =>
    from('logs')
      .timeRange(questionRange(options))
      .select('level')
      .select((e) => ({ log_count: e.count(), unique_loggers: e.countDistinct('logger') }))
      .groupBy('level')
      .orderBy('log_count', 'desc')
      .orderBy('level'),
}), { labels: ['level'], value: 'log_count' });
