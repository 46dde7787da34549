import { errorLevels } from '@logex/log-schema';
import { z } from 'zod';
import type { QueryRunner, RunOptions } from '../query.ts';
import { from } from '../select/from.ts';
import { defineQuestion } from './define-question.ts';
import { growth, periodOptions, periods, type PeriodOptions } from './period-options.ts';

const metrics = ['events', 'errors', 'requests', 'server_errors'] as const;

function figures(options: PeriodOptions) {
  const { current, whole } = periods(options, options.lastDays);
  return from('logs')
    .timeRange(whole)
    .select((e) => {
      const now = e.inTimeRange(current);
      const before = e.not(now);
      const [isError, isRequest, isServerError] = [e.compare('level', 'in', errorLevels), e.compare('http_method', 'is not null'), e.compare('http_status', '>=', 500)];
      return {
        current_events: e.countIf(now), previous_events: e.countIf(before),
        current_errors: e.countIf(e.and(now, isError)), previous_errors: e.countIf(e.and(before, isError)),
        current_requests: e.countIf(e.and(now, isRequest)), previous_requests: e.countIf(e.and(before, isRequest)),
        current_server_errors: e.countIf(e.and(now, isServerError)), previous_server_errors: e.countIf(e.and(before, isServerError)),
      };
    });
}

/** How the figures of the period compare with those of the period of the same length before it. */
export const periodComparison = defineQuestion({
  name: 'period-comparison',
  title: 'The period and the one before it',
  doc: 'How the figures of the period compare with those of the period of the same length before it.',
  options: z.object(periodOptions),
  compile: (options) => figures(options),
  run: async (runner: QueryRunner, options, run?: RunOptions) => {
    const row = await runner.first(figures(options), run);
    return metrics.map((metric) => {
      const current = row?.[`current_${metric}`] ?? 0;
      const previous = row?.[`previous_${metric}`] ?? 0;
      return { metric, current, previous, growth: growth(current, previous) };
    });
  },
});
