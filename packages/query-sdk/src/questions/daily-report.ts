import { errorLevels } from '@logex/log-schema';
import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion } from './define-question.ts';
import { questionRange, rangeOptions } from './range-options.ts';

/** What happened on each day: lines, errors and their share, requests, failures, clients, bytes. Days without anything have a row too. */
export const dailyReport = defineQuestion({
  name: 'daily-report',
  title: 'Report by day',
  doc: 'What happened on each day: lines, errors and their share, requests, failures, clients, bytes. Days without anything have a row too.',
  options: z.object(rangeOptions),
  compile: (options) =>
    from('logs')
      .timeRange(questionRange(options))
      .select((e) => {
        const isError = e.compare('level', 'in', errorLevels);
        const isRequest = e.compare('http_method', 'is not null');
        return {
          day: e.timeBucket('day'), log_count: e.count(), error_count: e.countIf(isError), error_rate: e.share(isError), loggers: e.countDistinct('logger'),
          request_count: e.countIf(isRequest), failed_count: e.countIf(e.compare('http_status', '>=', 400)), clients: e.countDistinct('ip_address'),
          bytes_sent: e.sum('response_size'),
        };
      })
      .groupBy('day')
      .orderBy('day')
      .fillBuckets('day'),
});
