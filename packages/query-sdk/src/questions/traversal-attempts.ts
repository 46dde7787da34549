import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion } from './define-question.ts';
import { limitOption, questionRange, rangeOptions } from './range-options.ts';

/** Parts of a request that no ordinary client sends, plain and escaped. */
const suspicious = ['../', '..\\', '..%2f', '%2e%2e', '..%5c', '%252e', '/etc/passwd', '/etc/shadow', '/proc/self', 'win.ini', '/.env', '/.git/', '%00'];

/** Which clients asked for paths that climb out of the folder or name files of the system, and how often they were answered. */
export const traversalAttempts = defineQuestion({
  name: 'traversal-attempts',
  title: 'Attempts to read other files',
  doc: 'Which clients asked for paths that climb out of the folder or name files of the system, and how often they were answered.',
  options: z.object({ ...rangeOptions, limit: limitOption(20) }),
  compile: ({ limit, ...options }) =>
    from('logs')
      .timeRange(questionRange(options))
      .select('ip_address')
      .select((e) => ({
        attempts: e.count(), answered_count: e.countIf(e.compare('http_status', '<', 400)), some_paths: e.topValues(3, 'http_path'),
        first_seen: e.min('timestamp'), last_seen: e.max('timestamp'),
      }))
      .where((e) => e.or(e.compare('http_path', 'contains-any', suspicious), e.compare('http_query', 'contains-any', suspicious)))
      .groupBy('ip_address')
      .orderBy('attempts', 'desc')
      .orderBy('ip_address')
      .limit(limit),
});
