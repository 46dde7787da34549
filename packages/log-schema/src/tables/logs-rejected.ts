import { optional, required } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { bytes } from '../types/bytes.ts';
import { date } from '../types/date.ts';
import { long } from '../types/long.ts';
import { text } from '../types/text.ts';
import { timestamp } from '../types/timestamp.ts';

/** One rejected log line per row, with the reason; a file that cannot be read as lines is one row with line 0. */
export const logsRejected = defineTable({
  name: 'logs_rejected',
  doc: 'One rejected log line per row, with the reason; a file that cannot be read as lines is one row with line 0.',
  columns: {
    raw_line: required(bytes, { id: 1, doc: 'The line as it was read, without its line break.', metrics: 'none' }),
    reason: required(text, { id: 2, doc: 'Reason code.', lowCardinality: true }),
    detail: optional(text, { id: 3, doc: 'What was seen: the bad value, or the fault of the file.', metrics: 'counts' }),
    format_tried: optional(text, { id: 4, doc: 'Format that the line was tried in.', lowCardinality: true }),
    parser_version: required(text, { id: 5, doc: 'Version of the log formats that rejected it.', lowCardinality: true }),
    ingest_file: required(text, { id: 6, doc: 'File that the line stands in.', lowCardinality: true, metrics: 'full' }),
    ingest_line: required(long, { id: 7, doc: 'Number of the line in its file, from 1; 0 stands for the whole file.' }),
    ingest_batch: required(text, { id: 8, doc: 'Batch that wrote the row.', lowCardinality: true, metrics: 'full' }),
    rejected_at: required(timestamp, { id: 9, doc: 'When the batch was started.' }),
    partition_date: required(date, { id: 10, doc: 'Day of rejection, UTC.' }),
  },
  partitionBy: ['partition_date'],
  hot: { orderBy: ['reason', 'ingest_file', 'ingest_line'], ttlDays: 30 },
});
