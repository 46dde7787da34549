import { optional, required } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { date } from '../types/date.ts';
import { dictionary } from '../types/dictionary.ts';
import { integer } from '../types/integer.ts';
import { long } from '../types/long.ts';
import { text } from '../types/text.ts';
import { timestamp } from '../types/timestamp.ts';

/** One accepted log line per row, whatever its format. */
export const logs = defineTable({
  name: 'logs',
  doc: 'One accepted log line per row, whatever its format.',
  columns: {
    timestamp: required(timestamp, { id: 1, doc: 'When the event happened.', metrics: 'full' }),
    level: optional(text, { id: 2, doc: 'Severity in upper case: ERROR, WARN, INFO, DEBUG, …', lowCardinality: true }),
    message: optional(text, { id: 3, doc: 'Text of the event; of an access log, a request line that is not HTTP.', metrics: 'counts' }),
    logger: optional(text, { id: 4, doc: 'Logger that wrote the event.', lowCardinality: true }),
    thread: optional(text, { id: 5, doc: 'Thread that wrote the event.', lowCardinality: true }),
    source_file: optional(text, { id: 6, doc: 'Source file that wrote the event.', lowCardinality: true }),
    line_number: optional(integer, { id: 7, doc: 'Line in the source file.' }),
    exception_class: optional(text, { id: 8, doc: 'Class of the exception.', lowCardinality: true }),
    exception_message: optional(text, { id: 9, doc: 'Message of the exception.', metrics: 'counts' }),
    ip_address: optional(text, { id: 10, doc: 'Client of the request: address or host name.' }),
    remote_user: optional(text, { id: 11, doc: 'Authenticated user.' }),
    http_method: optional(text, { id: 12, doc: 'Request method.', lowCardinality: true }),
    http_path: optional(text, { id: 13, doc: 'Request target up to the first question mark.' }),
    http_query: optional(text, { id: 14, doc: 'Request target after the first question mark.', metrics: 'counts' }),
    http_version: optional(text, { id: 15, doc: 'Protocol version: 1.0, 1.1, 2.0, …', lowCardinality: true }),
    http_status: optional(integer, { id: 16, doc: 'Response status.' }),
    response_size: optional(long, { id: 17, doc: 'Bytes of the response body.' }),
    referer: optional(text, { id: 18, doc: 'Referer header.', metrics: 'counts' }),
    user_agent: optional(text, { id: 19, doc: 'User-Agent header.', metrics: 'counts' }),
    attributes: required(dictionary, { id: 20, nestedIds: [21, 22], doc: 'Every field of the line that no column names.', metrics: 'none' }),
    format: required(text, { id: 23, doc: 'Format that the line was read in.', lowCardinality: true }),
    ingest_file: required(text, { id: 24, doc: 'File that the line stands in.', lowCardinality: true, metrics: 'full' }),
    ingest_line: required(long, { id: 25, doc: 'Number of the line in its file, from 1.' }),
    ingest_batch: required(text, { id: 26, doc: 'Batch that wrote the row.', lowCardinality: true, metrics: 'full' }),
    ingested_at: required(timestamp, { id: 27, doc: 'When the batch was started.' }),
    partition_date: required(date, { id: 28, doc: 'Day of the timestamp, UTC.' }),
  },
  partitionBy: ['partition_date'],
  sortBy: ['timestamp'],
  hot: { orderBy: ['timestamp', 'ingest_file', 'ingest_line'], ttlDays: 7 },
});
