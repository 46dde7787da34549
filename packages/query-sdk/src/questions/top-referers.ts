import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion, drawnAsBars } from './define-question.ts';
import { limitOption, questionRange, rangeOptions } from './range-options.ts';

/** From which pages most requests came, by how many clients, and where they went. */
export const topReferers = drawnAsBars(defineQuestion({
  name: 'top-referers',
  title: 'Where visitors come from',
  doc: 'From which pages most requests came, by how many clients, and where they went.',
  options: z.object({ ...rangeOptions, limit: limitOption(20) }),
  compile: ({ limit, ...options }) =>
    from('logs')
      .timeRange(questionRange(options))
      .select('referer')
      .select((e) => ({ request_count: e.count(), clients: e.countDistinct('ip_address'), top_paths: e.topValues(3, 'http_path') }))
      .where('referer', 'is not null')
      .groupBy('referer')
      .orderBy('request_count', 'desc')
      .orderBy('referer')
      .limit(limit),
}), { labels: ['referer'], value: 'request_count' });
