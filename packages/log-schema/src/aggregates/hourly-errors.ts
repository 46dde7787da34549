import { required } from '../column.ts';
import { defineAggregate } from '../define-aggregate.ts';
import { call } from '../expressions/expression.ts';
import { logs } from '../tables/logs.ts';
import { long } from '../types/long.ts';
import { isErrorLevel, isRequest, isServerError } from './conditions.ts';

/** The error trend: a row for each hour that has lines. */
export const hourlyErrors = defineAggregate({
  name: 'hourly_errors',
  doc: 'The error trend: a row for each hour that has lines.',
  source: logs,
  bucket: 'hour',
  dimensions: {},
  measures: {
    log_count: { column: required(long, { id: 3, doc: 'Lines.' }), value: call('countRows') },
    error_count: { column: required(long, { id: 4, doc: 'Lines at an error level.' }), value: call('countIf', isErrorLevel) },
    request_count: { column: required(long, { id: 5, doc: 'HTTP requests.' }), value: call('countIf', isRequest) },
    server_error_count: { column: required(long, { id: 6, doc: 'Requests with status 500 and above.' }), value: call('countIf', isServerError) },
  },
});
