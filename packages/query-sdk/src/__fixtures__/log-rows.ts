import type { RowOf } from '@logex/log-schema';
import { logs } from '@logex/log-schema';

/** A row of `logs`, with its wire form of 64-bit numbers. */
export type LogRow = Omit<RowOf<typeof logs>, 'response_size' | 'ingest_line'> & { response_size: string | null; ingest_line: string };

let line = 0;

/** A row of `logs` with some values, the others null; its line number is the next one. */
export function row(timestamp: string, values: Partial<LogRow>): LogRow {
  line += 1;
  const absent = Object.fromEntries(Object.keys(logs.columns).map((name) => [name, null])) as unknown as LogRow;
  return {
    ...absent,
    timestamp: `${timestamp.replace('T', ' ')}`,
    partition_date: timestamp.slice(0, 10),
    attributes: {},
    format: values.http_method === undefined ? 'json' : 'combined',
    ingest_file: '/logs/a.log',
    ingest_line: String(line),
    ingest_batch: 'b1',
    ingested_at: '2025-08-26 00:00:00.000000',
    ...values,
  };
}

const request = (timestamp: string, ip: string, method: string, path: string, status: number, size: string | null) =>
  row(timestamp, { ip_address: ip, http_method: method, http_path: path, http_status: status, response_size: size });

const event = (timestamp: string, level: string, logger: string, message: string, exception?: string) =>
  row(timestamp, { level, logger, message, ...(exception === undefined ? {} : { exception_class: exception, exception_message: `${exception}: gone` }) });

/** Rows whose every answer can be worked out by hand: five events and five requests on 25 August 2025, two events long before. */
export const logRows: readonly LogRow[] = [
  event('2025-08-01T00:00:00.000000', 'ERROR', 'com.app.Old', 'long ago'),
  event('2025-08-18T23:59:59.999999', 'INFO', 'com.app.Web', 'a week ago'),
  event('2025-08-25T06:04:00.000000', 'ERROR', 'com.app.DB', 'Database connection failed', 'SQLException'),
  event('2025-08-25T06:30:00.123456', 'ERROR', 'com.app.DB', 'Database connection failed', 'SQLException'),
  event('2025-08-25T07:00:00.000000', 'FATAL', 'com.app.Web', "it's over: 100%", 'OutOfMemoryError'),
  event('2025-08-25T07:10:00.000000', 'INFO', 'com.app.Web', 'Größe gemessen'),
  row('2025-08-25T07:20:00.000000', { level: 'WARN', logger: 'com.app.Web', message: 'slow', attributes: { tenant: 'blue', empty: null } }),
  request('2025-08-25T07:30:00.000000', '10.0.0.1', 'GET', '/a', 200, '100'),
  request('2025-08-25T07:31:00.000000', '10.0.0.1', 'GET', '/a', 500, '9223372036854775000'),
  request('2025-08-25T08:00:00.000000', '10.0.0.2', 'POST', '/b', 404, null),
  request('2025-08-25T08:30:00.000000', '10.0.0.2', 'GET', '/a', 200, '300'),
  request('2025-08-25T08:30:00.000001', '2001:db8::1', 'GET', '/b', 200, '50'),
];
