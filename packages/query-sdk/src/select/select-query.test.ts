import { expectGolden } from '@logex/testing';
import { defineTable, logicalTypes, required } from '@logex/log-schema';
import { describe, expect, test } from 'vitest';
import { from } from './from.ts';

const expectSql = (name: string, query: { compile: () => { readonly sql: string } }) =>
  expectGolden(query.compile().sql, new URL(`./__golden__/${name}.sql`, import.meta.url));

describe('compiles', () => {
  test('columns, conditions, order and limits', () => {
    const query = from('logs')
      .select('timestamp', 'message')
      .select((e) => ({ tenant: e.attribute('tenant'), size: e.column('response_size') }))
      .where('level', 'in', ['ERROR', 'FATAL'])
      .where('message', 'contains-ignore-case', 'timeout')
      .where('response_size', 'between', [1, 10n])
      .where((e) => e.or(e.compare('logger', 'is null'), e.not(e.compare(e.attribute('tenant'), '=', 'blue'))))
      .orderBy('timestamp', 'desc')
      .orderBy('tenant')
      .limit(10)
      .offset(5);

    expectSql('columns', query);
    expect(query.compile().parameters).toEqual({
      p1: 'tenant', p2: ['ERROR', 'FATAL'], p3: 'timeout', p4: 1n, p5: 10n, p6: 'blue', p7: 10, p8: 5,
    });
  });

  test('aggregates over time buckets', () => {
    expectSql('aggregates', from('logs')
      .timeRange({ lastDays: 7 })
      .select((e) => ({
        bucket: e.timeBucket('day'), total: e.count(), errors: e.countIf(e.compare('level', '=', 'ERROR')), loggers: e.countDistinct('logger'),
        bytes: e.sum('response_size'), average: e.avg('response_size'), first: e.min('timestamp'), last: e.max('timestamp'),
        p95: e.quantile(0.95, 'response_size'), some: e.any('thread'), newest: e.valueAtMax('message', 'timestamp'),
        share: e.share(e.compare('level', '=', 'ERROR')),
      }))
      .groupBy('bucket')
      .orderBy('bucket'));
  });

  test('groups, buckets without rows, and some rows of each', () => {
    expectSql('groups', from('logs')
      .timeRange({ from: '2025-08-25', to: '2025-08-26' })
      .select('level')
      .select((e) => ({ bucket: e.timeBucket('fifteen-minutes'), total: e.count(), high: e.quantiles([0.5, 0.95], e.attributeNumber('ms')), top: e.topValues(3, 'logger') }))
      .where('message', 'has-token-ignore-case', 'timeout')
      .where('timestamp', '>=', '2025-08-25T12:00:00Z')
      .groupBy('bucket', 'level')
      .having('total', '>', 5)
      .having((e) => e.compare(e.avg('response_size'), '<', 10))
      .orderBy('bucket')
      .fillBuckets('bucket')
      .limitBy(2, 'level'));
  });

  test('a scope, on the newest row too', () => {
    const scope = new Map([['analytics.logs', from('logs').where('logger', '=', 'shop').node.where]]);
    const { sql, parameters } = from('logs').timeRange({ lastDays: 1 }).where((e) => e.or(e.compare('level', '=', 'ERROR'), e.compare('level', 'is null'))).select('message').compile({ scope, tier: 'spanning' });

    expectGolden(sql, new URL('./__golden__/scope.sql', import.meta.url));
    expect(Object.values(parameters)).toContain('shop');
  });

  test('a table of the user\'s own, in another database', () => {
    const orders = defineTable({ name: 'orders', doc: 'Orders.', columns: { id: required(logicalTypes.long, { id: 1, doc: 'Id.' }) } });

    const { sql } = from(orders).select('id').where('id', '>', 5n).compile({ database: 'shop' });

    expect(sql).toBe('SELECT\n    id\nFROM shop.orders\nWHERE id > {p1:Int64}');
  });
});

test('is immutable: a step leaves the query before it as it was', () => {
  const before = from('logs').select('level');
  const text = before.compile().sql;

  before.where('level', '=', 'INFO').limit(1);

  expect(before.compile().sql).toBe(text);
  expect(Object.isFrozen(before.compile())).toBe(true);
  expect(Object.isFrozen(before.compile().parameters)).toBe(true);
  expect(Object.isFrozen(before.node) && Object.isFrozen(before.node.selections)).toBe(true);
});

const loose = from('logs') as unknown as Record<string, (...given: unknown[]) => Record<string, () => unknown>>;

test.each<[string, string, () => unknown]>([
  ['a column does not exist', 'query/column-unknown', () => loose['select']?.('nope')],
  ['a column is a property of every object', 'query/column-unknown', () => loose['select']?.('constructor')],
  ['an order is by an unknown name', 'query/column-unknown', () => loose['orderBy']?.('1; DROP TABLE logs')],
  ['an alias is no name', 'query/name-not-allowed', () => from('logs').select((e) => ({ 'a`, 1 --': e.count() }))],
  ['an alias hides a column', 'query/alias-is-column', () => from('logs').select((e) => ({ timestamp: e.max('timestamp') }))],
  ['nothing is selected', 'query/nothing-selected', () => from('logs').compile()],
  ['a column stands beside an aggregate', 'query/not-grouped', () => from('logs').select('level').select((e) => ({ n: e.count() })).compile()],
  ['a limit is negative', 'query/value-not-for-type', () => from('logs').limit(-1)],
  ['a value is null', 'query/value-not-for-type', () => loose['where']?.('level', '=', null)],
  ['a value is of another type', 'query/value-not-for-type', () => loose['where']?.('http_status', '=', "200' OR 1=1")],
  ['a whole number is too large for its column', 'query/value-not-for-type', () => from('logs').where('http_status', '=', 2 ** 31)],
  ['an operator is unknown', 'query/operator-unknown', () => loose['where']?.('level', '= 1 OR', 'x')],
  ['an operator is a property of every object', 'query/operator-unknown', () => loose['where']?.('level', 'constructor', 'x')],
  ['text is looked for in a timestamp', 'query/operator-not-for-type', () => loose['where']?.('timestamp', 'like', '2025%')],
  ['a word has more than letters and digits', 'query/value-not-for-type', () => from('logs').where('message', 'has-token', 'a b')],
  ['none of no texts is looked for', 'query/value-not-for-type', () => from('logs').where('message', 'contains-any', [])],
  ['a level is beyond 1', 'query/value-not-for-type', () => from('logs').select((e) => ({ q: e.quantiles([0.5, 2], 'response_size') }))],
  ['no level is given', 'query/value-not-for-type', () => from('logs').select((e) => ({ q: e.quantiles([], 'response_size') }))],
  ['more values are asked for than an aggregate keeps', 'query/value-not-for-type', () => from('logs').select((e) => ({ q: e.topValues(0, 'level') }))],
  ['rows are limited by nothing', 'query/value-not-for-type', () => from('logs').select('level').limitBy(1)],
  ['a group is kept by an unknown name', 'query/column-unknown', () => loose['having']?.('nope', '=', 1)],
  ['filling is by no bucket', 'query/fill-not-possible', () => from('logs').allTime().select('level').orderBy('level').fillBuckets('level').compile()],
  ['filling has no order', 'query/fill-not-possible', () => from('logs').timeRange({ lastDays: 1 }).select((e) => ({ b: e.timeBucket('day'), n: e.count() })).groupBy('b').fillBuckets('b').compile()],
  ['filling has no range', 'query/fill-not-possible', () => from('logs').allTime().select((e) => ({ b: e.timeBucket('day'), n: e.count() })).groupBy('b').orderBy('b').fillBuckets('b').compile()],
  ['a table is unknown', 'query/table-unknown', () => from('toString' as 'logs')],
])('fails when %s', (_, code, act) => {
  expect(act).toThrow(expect.objectContaining({ code, kind: 'usage' }) as Error);
});

test('fails when a value does not fit, without repeating it', () => {
  expect(() => from('logs').where('timestamp', '=', 'secret-value')).toThrow(/^(?!.*secret).*text of 12 characters/u);
});

test('fails when the query belongs to no client', async () => {
  await expect(from('logs').select('level').allTime().execute()).rejects.toMatchObject({ code: 'query/not-bound' });
});
