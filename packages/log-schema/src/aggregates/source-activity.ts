import { required } from '../column.ts';
import { defineAggregate } from '../define-aggregate.ts';
import { call, ref } from '../expressions/expression.ts';
import { logs } from '../tables/logs.ts';
import { long } from '../types/long.ts';
import { text } from '../types/text.ts';
import { timestamp } from '../types/timestamp.ts';
import { isErrorLevel } from './conditions.ts';

/** What each file contributed, a row for each day, file and format. */
export const sourceActivity = defineAggregate({
  name: 'source_activity',
  doc: 'What each file contributed, a row for each day, file and format.',
  source: logs,
  bucket: 'day',
  dimensions: {
    ingest_file: { column: required(text, { id: 3, doc: 'File.' }), value: ref('ingest_file') },
    format: { column: required(text, { id: 4, doc: 'Format.' }), value: ref('format') },
  },
  measures: {
    log_count: { column: required(long, { id: 5, doc: 'Lines.' }), value: call('countRows') },
    error_count: { column: required(long, { id: 6, doc: 'Lines at an error level.' }), value: call('countIf', isErrorLevel) },
    first_seen: { column: required(timestamp, { id: 7, doc: 'First line.' }), value: call('minimum', ref('timestamp')) },
    last_seen: { column: required(timestamp, { id: 8, doc: 'Last line.' }), value: call('maximum', ref('timestamp')) },
  },
});
