import { optional, required } from '../column.ts';
import { defineAggregate } from '../define-aggregate.ts';
import { call, ref } from '../expressions/expression.ts';
import { logs } from '../tables/logs.ts';
import { long } from '../types/long.ts';
import { timestamp } from '../types/timestamp.ts';
import { isErrorLevel, isRequest, isServerError } from './conditions.ts';

/** Each day in one row. */
export const dailySummary = defineAggregate({
  name: 'daily_summary',
  doc: 'Each day in one row.',
  source: logs,
  bucket: 'day',
  dimensions: {},
  measures: {
    log_count: { column: required(long, { id: 3, doc: 'Lines.' }), value: call('countRows') },
    error_count: { column: required(long, { id: 4, doc: 'Lines at an error level.' }), value: call('countIf', isErrorLevel) },
    warning_count: { column: required(long, { id: 5, doc: 'Lines at level WARN.' }), value: call('countIf', call('equals', ref('level'), 'WARN')) },
    request_count: { column: required(long, { id: 6, doc: 'HTTP requests.' }), value: call('countIf', isRequest) },
    server_error_count: { column: required(long, { id: 7, doc: 'Requests with status 500 and above.' }), value: call('countIf', isServerError) },
    distinct_loggers: { column: required(long, { id: 8, doc: 'Different loggers.' }), value: call('countDistinct', ref('logger')) },
    distinct_clients: { column: required(long, { id: 9, doc: 'Different clients.' }), value: call('countDistinct', ref('ip_address')) },
    bytes_sent: { column: optional(long, { id: 10, doc: 'Bytes of all responses.' }), value: call('sum', ref('response_size')) },
    first_seen: { column: required(timestamp, { id: 11, doc: 'First line.' }), value: call('minimum', ref('timestamp')) },
    last_seen: { column: required(timestamp, { id: 12, doc: 'Last line.' }), value: call('maximum', ref('timestamp')) },
  },
});
