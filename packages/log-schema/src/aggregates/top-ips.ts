import { optional, required } from '../column.ts';
import { defineAggregate } from '../define-aggregate.ts';
import { call, ref } from '../expressions/expression.ts';
import { logs } from '../tables/logs.ts';
import { long } from '../types/long.ts';
import { text } from '../types/text.ts';
import { isFailedRequest } from './conditions.ts';

/** Clients by number of lines, a row for each day and address: the thousand largest of a day. */
export const topIps = defineAggregate({
  name: 'top_ips',
  doc: 'Clients by number of lines, a row for each day and address: the thousand largest of a day.',
  source: logs,
  filter: call('isNotNull', ref('ip_address')),
  bucket: 'day',
  dimensions: {
    ip_address: { column: required(text, { id: 3, doc: 'Client.' }), value: call('coalesce', ref('ip_address'), '') },
  },
  measures: {
    request_count: { column: required(long, { id: 4, doc: 'Lines of this client.' }), value: call('countRows') },
    failed_count: { column: required(long, { id: 5, doc: 'Of them with status 400 and above.' }), value: call('countIf', isFailedRequest) },
    distinct_paths: { column: required(long, { id: 6, doc: 'Different paths asked for.' }), value: call('countDistinct', ref('http_path')) },
    bytes_sent: { column: optional(long, { id: 7, doc: 'Bytes sent to it.' }), value: call('sum', ref('response_size')) },
  },
  top: { count: 1000, by: 'request_count' },
});
