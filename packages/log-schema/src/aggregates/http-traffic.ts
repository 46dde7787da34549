import { optional, required } from '../column.ts';
import { defineAggregate } from '../define-aggregate.ts';
import { call, ref } from '../expressions/expression.ts';
import { logs } from '../tables/logs.ts';
import { double } from '../types/double.ts';
import { integer } from '../types/integer.ts';
import { long } from '../types/long.ts';
import { text } from '../types/text.ts';
import { isRequest } from './conditions.ts';

/** HTTP requests, a row for each day, status and method. */
export const httpTraffic = defineAggregate({
  name: 'http_traffic',
  doc: 'HTTP requests, a row for each day, status and method.',
  source: logs,
  filter: isRequest,
  bucket: 'day',
  dimensions: {
    http_status: { column: optional(integer, { id: 3, doc: 'Status.' }), value: ref('http_status') },
    http_method: { column: required(text, { id: 4, doc: 'Method.' }), value: call('coalesce', ref('http_method'), '') },
  },
  measures: {
    request_count: { column: required(long, { id: 5, doc: 'Requests.' }), value: call('countRows') },
    avg_response_size: { column: optional(double, { id: 6, doc: 'Average bytes of a response.' }), value: call('average', ref('response_size')) },
    bytes_sent: { column: optional(long, { id: 7, doc: 'Bytes of all responses.' }), value: call('sum', ref('response_size')) },
  },
});
