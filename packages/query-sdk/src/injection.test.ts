import * as fc from 'fast-check';
import { LogexError } from '@logex/log-schema';
import { expect, test } from 'vitest';
import { compileQuestion } from './questions/ask-question.ts';
import { questions } from './questions/index.ts';
import { from } from './select/from.ts';
import { sql } from './sql.ts';

const plain = (value: string) => from('logs')
  .select('message')
  .select((e) => ({ entry: e.attribute(value), number: e.attributeNumber(value) }))
  .where('message', '=', value)
  .where('level', 'in', [value, 'x'])
  .where('logger', 'between', [value, value])
  .where('thread', 'like', value)
  .where('http_path', 'contains-ignore-case', value)
  .where('http_query', 'contains-any', [value])
  .where('referer', 'starts-with', value)
  .where((e) => e.or(e.compare(e.attribute(value), '!=', value), e.not(e.compare('format', 'contains', value))))
  .limit(3);

const grouped = (value: string) => from('logs')
  .allTime()
  .select((e) => ({ n: e.countIf(e.compare(e.attribute(value), '=', value)), top: e.max(e.attribute(value)) }))
  .having('top', '=', value)
  .having((e) => e.compare(e.min(e.attribute(value)), 'like', value));

const scoped = (value: string) => new Map([['analytics.logs', from('logs').where('logger', '=', value).node.where]]);

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom("'", '\\', '`', '{', '}', ';', '-', '/', '*', 'p1:String', '\0', '\n') }),
  fc.constantFrom("' OR 1=1 --", '{p1:String}', "\\'; DROP TABLE logs", '\\N', '`', '$$', '*/'),
);

test.each([
  ['a query', (value: string) => plain(value).compile()],
  ['groups', (value: string) => grouped(value).compile()],
  ['a scope', (value: string) => from('logs').timeRange({ lastDays: 1 }).select('message').compile({ scope: scoped(value) })],
  ['a search', (value: string) => compileQuestion(questions['message-search'], { text: value === '' ? 'a' : value }).compile()],
  ['times of an attribute', (value: string) => compileQuestion(questions['response-times'], { attribute: value === '' ? 'a' : value }).compile()],
  ['the newest of a logger', (value: string) => compileQuestion(questions.latest, { logger: value, level: 'x' }).compile()],
])('no value changes a letter of the SQL of %s', (_, compiled) => {
  // Equal values share a placeholder: the pattern has one of its own, and so has each hostile value.
  const { sql: text } = compiled('a');
  fc.assert(fc.property(hostile.filter((value) => value !== 'x'), (value) => {
    expect(compiled(value).sql).toBe(text);
    expect(Object.values(compiled(value).parameters).flat()).toContain(value === '' && !Object.values(compiled(value).parameters).includes('') ? 'a' : value);
  }));
});

test('no value changes a letter of SQL of the user\'s own', () => {
  const own = (value: string) => sql`SELECT ${value}, ${[value]} FROM t`.compile();
  fc.assert(fc.property(hostile, (value) => {
    expect(own(value)).toEqual({ sql: 'SELECT {p1:String}, {p2:Array(String)} FROM t', parameters: { p1: value, p2: [value] } });
  }));
});

const loose = from('logs') as unknown as Record<string, (...given: unknown[]) => { compile: () => unknown }>;

test.each<[string, (value: string) => unknown]>([
  ['a table', (value) => from(value as 'logs')],
  ['a column', (value) => loose['select']?.(value)],
  ['an alias', (value) => loose['select']?.(() => ({ [value]: { node: { kind: 'column', name: 'level' }, type: {} } }))],
  ['a column of a condition', (value) => loose['where']?.(value, '=', 'x')],
  ['an operator', (value) => loose['where']?.('level', value, 'x')],
  ['a column to group by', (value) => loose['groupBy']?.(value)],
  ['a column to order by', (value) => loose['orderBy']?.(value)],
  ['a direction', (value) => loose['orderBy']?.('level', value)],
  ['a column to limit by', (value) => loose['limitBy']?.(1, value)],
  ['a bucket to fill', (value) => loose['fillBuckets']?.(value)],
  ['a number of rows', (value) => loose['limit']?.(value)],
  ['a number of days', (value) => loose['timeRange']?.({ lastDays: value })],
  ['a moment', (value) => loose['timeRange']?.({ from: value })],
])('fails when %s is hostile text', (_, act) => {
  const names = fc.string({ unit: fc.constantFrom("'", '\\', '`', '{', ';', ' ', '-', '\0', '\n', '(') }).filter((value) => value !== '');
  fc.assert(fc.property(names, (value) => {
    let thrown: unknown;
    try {
      act(value);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(LogexError);
  }));
});
