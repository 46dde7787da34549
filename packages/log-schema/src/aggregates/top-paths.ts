import { optional, required } from '../column.ts';
import { defineAggregate } from '../define-aggregate.ts';
import { call, ref } from '../expressions/expression.ts';
import { logs } from '../tables/logs.ts';
import { double } from '../types/double.ts';
import { long } from '../types/long.ts';
import { text } from '../types/text.ts';
import { isServerError } from './conditions.ts';

/** Paths by number of requests, a row for each day and path: the thousand largest of a day. */
export const topPaths = defineAggregate({
  name: 'top_paths',
  doc: 'Paths by number of requests, a row for each day and path: the thousand largest of a day.',
  source: logs,
  filter: call('isNotNull', ref('http_path')),
  bucket: 'day',
  dimensions: {
    http_path: { column: required(text, { id: 3, doc: 'Path.' }), value: call('coalesce', ref('http_path'), '') },
  },
  measures: {
    request_count: { column: required(long, { id: 4, doc: 'Requests.' }), value: call('countRows') },
    server_error_count: { column: required(long, { id: 5, doc: 'Of them with status 500 and above.' }), value: call('countIf', isServerError) },
    distinct_clients: { column: required(long, { id: 6, doc: 'Different clients.' }), value: call('countDistinct', ref('ip_address')) },
    avg_response_size: { column: optional(double, { id: 7, doc: 'Average bytes of a response.' }), value: call('average', ref('response_size')) },
  },
  top: { count: 1000, by: 'request_count' },
});
