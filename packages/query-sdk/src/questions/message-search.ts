import { z } from 'zod';
import { from } from '../select/from.ts';
import { defineQuestion } from './define-question.ts';
import { limitOption, questionRange, rangeOptions } from './range-options.ts';

/** Which events have a text in their message or exception message, newest first. */
export const messageSearch = defineQuestion({
  name: 'message-search',
  title: 'Events with a text',
  doc: 'Which events have a text in their message or exception message, newest first.',
  options: z.object({
    text: z.string().min(1).default('error').describe('Text to look for, as it is; upper and lower case are the same.'),
    ...rangeOptions,
    limit: limitOption(100),
  }),
  compile: ({ text, limit, ...options }) =>
    from('logs')
      .timeRange(questionRange(options))
      .select('timestamp', 'level', 'logger', 'message', 'exception_class', 'exception_message', 'ingest_file', 'ingest_line')
      .where((e) => e.or(
        e.compare('message', 'contains-ignore-case', text),
        e.compare('exception_message', 'contains-ignore-case', text),
      ))
      .orderBy('timestamp', 'desc')
      .orderBy('ingest_file')
      .orderBy('ingest_line')
      .limit(limit),
});
