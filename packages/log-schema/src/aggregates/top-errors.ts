import { optional, required } from '../column.ts';
import { defineAggregate } from '../define-aggregate.ts';
import { call, ref } from '../expressions/expression.ts';
import { logs } from '../tables/logs.ts';
import { long } from '../types/long.ts';
import { text } from '../types/text.ts';
import { timestamp } from '../types/timestamp.ts';
import { isErrorLevel } from './conditions.ts';

/** Where errors came from, a row for each day, logger and exception class: the hundred largest of a day. */
export const topErrors = defineAggregate({
  name: 'top_errors',
  doc: 'Where errors came from, a row for each day, logger and exception class: the hundred largest of a day.',
  source: logs,
  filter: isErrorLevel,
  bucket: 'day',
  dimensions: {
    logger: { column: optional(text, { id: 3, doc: 'Logger.' }), value: ref('logger') },
    exception_class: { column: optional(text, { id: 4, doc: 'Exception class.' }), value: ref('exception_class') },
  },
  measures: {
    error_count: { column: required(long, { id: 5, doc: 'Events at an error level.' }), value: call('countRows') },
    first_seen: { column: required(timestamp, { id: 6, doc: 'First of them.' }), value: call('minimum', ref('timestamp')) },
    last_seen: { column: required(timestamp, { id: 7, doc: 'Last of them.' }), value: call('maximum', ref('timestamp')) },
    sample_message: { column: optional(text, { id: 8, doc: 'One of their messages.' }), value: call('minimum', ref('message')) },
  },
  top: { count: 100, by: 'error_count' },
});
