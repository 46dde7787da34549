import { assertType, describe, expectTypeOf, test } from 'vitest';
import {
  call,
  defineAggregate,
  defineTable,
  ingestedFiles,
  logicalTypes,
  logs,
  optional,
  ref,
  required,
  rowSchema,
  type hourlyErrors,
  type httpTraffic,
  type logsRejected,
  type Operand,
  type RowOf,
  type topErrors,
  type topIps,
  type ValueOf,
} from './index.ts';

type Attributes = Readonly<Record<string, string | null>>;

describe('rows', () => {
  test('of logs have exactly these members', () => {
    expectTypeOf<RowOf<typeof logs>>().toEqualTypeOf<{
      readonly timestamp: string;
      readonly level: string | null;
      readonly message: string | null;
      readonly logger: string | null;
      readonly thread: string | null;
      readonly source_file: string | null;
      readonly line_number: number | null;
      readonly exception_class: string | null;
      readonly exception_message: string | null;
      readonly ip_address: string | null;
      readonly remote_user: string | null;
      readonly http_method: string | null;
      readonly http_path: string | null;
      readonly http_query: string | null;
      readonly http_version: string | null;
      readonly http_status: number | null;
      readonly response_size: bigint | null;
      readonly referer: string | null;
      readonly user_agent: string | null;
      readonly attributes: Attributes;
      readonly format: string;
      readonly ingest_file: string;
      readonly ingest_line: bigint;
      readonly ingest_batch: string;
      readonly ingested_at: string;
      readonly partition_date: string;
    }>();
  });

  test('of logs_rejected have exactly these members', () => {
    expectTypeOf<RowOf<typeof logsRejected>>().toEqualTypeOf<{
      readonly raw_line: string;
      readonly reason: string;
      readonly detail: string | null;
      readonly format_tried: string | null;
      readonly parser_version: string;
      readonly ingest_file: string;
      readonly ingest_line: bigint;
      readonly ingest_batch: string;
      readonly rejected_at: string;
      readonly partition_date: string;
    }>();
  });

  test('of an aggregate have its day, its hour where it has one, dimensions and measures', () => {
    expectTypeOf<RowOf<(typeof topErrors)['table']>>().toEqualTypeOf<{
      readonly partition_date: string;
      readonly logger: string | null;
      readonly exception_class: string | null;
      readonly error_count: bigint;
      readonly first_seen: string;
      readonly last_seen: string;
      readonly sample_message: string | null;
    }>();
    expectTypeOf<RowOf<(typeof hourlyErrors)['table']>>().toEqualTypeOf<{
      readonly partition_date: string;
      readonly hour: string;
      readonly log_count: bigint;
      readonly error_count: bigint;
      readonly request_count: bigint;
      readonly server_error_count: bigint;
    }>();
    expectTypeOf<RowOf<(typeof topIps)['table']>['bytes_sent']>().toEqualTypeOf<bigint | null>();
    expectTypeOf<RowOf<(typeof httpTraffic)['table']>>().not.toHaveProperty('hour');
  });

  test('are what the validator gives', () => {
    expectTypeOf(rowSchema(logs).parse({})).toEqualTypeOf<RowOf<typeof logs>>();
    expectTypeOf(rowSchema(ingestedFiles).parse({}).size).toEqualTypeOf<bigint>();
  });

  test('carry the value of the logical type', () => {
    expectTypeOf<ValueOf<typeof logicalTypes.long>>().toEqualTypeOf<bigint>();
    expectTypeOf<ValueOf<typeof logicalTypes.dictionary>>().toEqualTypeOf<Attributes>();
    expectTypeOf<ValueOf<string>>().toEqualTypeOf<never>();
  });
});

const day = required(logicalTypes.date, { id: 1, doc: 'Day.' });
const name = optional(logicalTypes.text, { id: 2, doc: 'Name.' });
const base = { name: 'events', doc: 'A row.', columns: { day, name } } as const;

describe('what does not compile', () => {
  test('a partition column that the table lacks', () => {
    assertType(defineTable({ ...base, partitionBy: ['day'] }));
    // @ts-expect-error it has day and name
    assertType(defineTable({ ...base, partitionBy: ['date'] }));
  });

  test('a sort column that the table lacks', () => {
    assertType(defineTable({ ...base, sortBy: ['name', 'day'] }));
    // @ts-expect-error it has day and name
    assertType(defineTable({ ...base, sortBy: ['day', 'nam'] }));
  });

  test('a hot key that the table lacks', () => {
    // @ts-expect-error it has day and name
    assertType(defineTable({ ...base, hot: { orderBy: ['nam'], ttlDays: 1 } }));
  });

  test('a ranking by anything but a measure', () => {
    const level = { column: optional(logicalTypes.text, { id: 3, doc: 'Level.' }), value: ref('level') };
    const count = { column: required(logicalTypes.long, { id: 4, doc: 'Lines.' }), value: call('countRows') };
    const counts = { name: 'counts', doc: 'A row.', source: logs, bucket: 'day', dimensions: { level }, measures: { count } } as const;
    assertType(defineAggregate({ ...counts, top: { count: 1, by: 'count' } }));
    // @ts-expect-error level is a dimension
    assertType(defineAggregate({ ...counts, top: { count: 1, by: 'level' } }));
  });

  test('a time bucket that there is not', () => {
    // @ts-expect-error day or hour
    assertType(defineAggregate({ name: 'counts', doc: 'A row.', source: logs, bucket: 'week', dimensions: {}, measures: {} }));
  });

  test('an operation that there is not', () => {
    // @ts-expect-error the name is toText
    assertType(call('toString', ref('level')));
  });

  test('an operand of a type without literals', () => {
    // @ts-expect-error a bigint has no literal
    assertType<Operand>(1n);
  });

  test('a column without an id or a doc sentence', () => {
    // @ts-expect-error doc is missing
    assertType(required(logicalTypes.text, { id: 1 }));
    // @ts-expect-error id is missing
    assertType(optional(logicalTypes.text, { doc: 'Text.' }));
  });
});
