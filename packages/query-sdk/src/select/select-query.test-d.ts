import { defineTable, logicalTypes, optional, required } from '@logex/log-schema';
import { expectTypeOf, test } from 'vitest';
import { from } from './from.ts';
import type { LogClient } from '../log-client.ts';

declare const client: LogClient;

test('rows follow the selection', () => {
  expectTypeOf(from('logs').allTime().select('timestamp', 'level', 'response_size', 'attributes').execute()).resolves.toEqualTypeOf<{
    timestamp: string; level: string | null; response_size: bigint | null; attributes: Readonly<Record<string, string | null>>;
  }[]>();
  expectTypeOf(from('logs').timeRange({ lastDays: 1 }).select('level').select((e) => ({
    n: e.count(), bytes: e.sum('response_size'), lines: e.sum('line_number'), mean: e.avg('http_status'), last: e.max('timestamp'), tenant: e.attribute('tenant'),
  })).first()).resolves.toEqualTypeOf<{
    level: string | null; n: number; bytes: bigint | null; lines: bigint | number | null; mean: number | null; last: string | null; tenant: string | null;
  } | undefined>();
  expectTypeOf(from('top_ips').allTime().select('request_count').first()).resolves.toEqualTypeOf<{ request_count: bigint } | undefined>();
});

test('tables of the user\'s own are typed like those of the schema', () => {
  const orders = defineTable({
    name: 'orders', doc: 'Orders.', columns: { id: required(logicalTypes.long, { id: 1, doc: 'Id.' }), paid: optional(logicalTypes.boolean, { id: 2, doc: 'Paid.' }) },
  });
  expectTypeOf(from(orders).select('paid').first()).resolves.toEqualTypeOf<{ paid: boolean | null } | undefined>();
  // @ts-expect-error no order between booleans
  from(orders).where('paid', '<', true);
});

test('what does not fit does not compile', () => {
  const logs = from('logs');
  expectTypeOf(logs.select).toBeFunction();
  // @ts-expect-error no such table
  from('log');
  // @ts-expect-error no such column
  logs.select('nope');
  // @ts-expect-error no such column
  logs.where('nope', '=', 'x');
  // @ts-expect-error text against a number
  logs.where('http_status', '=', '200');
  // @ts-expect-error a time is not searched like text
  logs.where('timestamp', 'like', '2025%');
  // @ts-expect-error like is for text
  logs.where('http_status', 'like', '2%');
  // @ts-expect-error a list is needed
  logs.where('level', 'in', 'ERROR');
  // @ts-expect-error two bounds are needed
  logs.where('http_status', 'between', [1]);
  // @ts-expect-error null is tested by is null
  logs.where('level', '=', null);
  // @ts-expect-error a required column is never null
  logs.where('timestamp', 'is null');
  // @ts-expect-error a dictionary is compared by its entries
  logs.where('attributes', '=', {});
  // @ts-expect-error no sum of text
  logs.select((e) => ({ x: e.sum('message') }));
  // @ts-expect-error neither a column nor selected
  logs.select('level').orderBy('total');
  // @ts-expect-error no such direction
  logs.orderBy('level', 'down');
  // @ts-expect-error no such span
  logs.select((e) => ({ x: e.timeBucket('century') }));
});

test('aggregates and groups have types', () => {
  const query = from('logs').allTime().select('level').select((e) => ({ n: e.count(), top: e.topValues(2, 'ingest_line'), high: e.quantiles([0.5], 'response_size'), ms: e.max(e.attributeNumber('ms')) })).groupBy('level');
  expectTypeOf(query.first()).resolves.toEqualTypeOf<{ level: string | null; n: number; top: readonly bigint[]; high: readonly (number | null)[]; ms: number | null } | undefined>();
  query.having('n', '>', 1).having('level', 'in', ['ERROR']).having((e) => e.compare(e.sum('response_size'), '>', 10n));
  // @ts-expect-error text against a count
  query.having('n', '>', 'many');
  // @ts-expect-error not selected
  query.having('logger', '=', 'x');
});

test('a query on a table with times does not run without a range', () => {
  const query = from('logs').select('level');
  expectTypeOf(query.timeRange({ lastDays: 1 }).execute()).resolves.toEqualTypeOf<{ level: string | null }[]>();
  // @ts-expect-error a time range is missing
  void query.execute();
  // @ts-expect-error a time range is missing
  void query.stream();
  // @ts-expect-error a time range is missing
  void query.page();
  // @ts-expect-error a time range is missing
  void client.execute(query);
  void client.execute(query.allTime());
  const plain = defineTable({ name: 'shops', doc: 'Shops.', columns: { id: required(logicalTypes.long, { id: 1, doc: 'Id.' }) } });
  void from(plain).select('id').execute();
});

test('questions have typed options and rows', () => {
  expectTypeOf(client.ask('http-traffic')).resolves.toEqualTypeOf<{
    http_status: number | null; http_method: string | null; request_count: number; avg_response_size: number | null;
  }[]>();
  expectTypeOf(client.ask('error-rate', { bucket: 'day', lastDays: 3 })).resolves.toEqualTypeOf<{
    bucket: string; total: number; error_count: number; error_rate: number | null;
  }[]>();
  // @ts-expect-error no such question
  void client.ask('weather');
  // @ts-expect-error no such bucket
  void client.ask('error-rate', { bucket: 'century' });
});
