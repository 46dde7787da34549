import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { from } from './select/from.ts';
import { sql } from './sql.ts';

const plain = (value: string) => from('logs')
  .select('message')
  .select((e) => ({ entry: e.attribute(value) }))
  .where('message', '=', value)
  .where('level', 'in', [value, 'x'])
  .where('logger', 'between', [value, value])
  .where('thread', 'like', value)
  .where('http_path', 'contains-ignore-case', value)
  .where((e) => e.or(e.compare(e.attribute(value), '!=', value), e.not(e.compare('format', 'contains', value))))
  .limit(3)
  .compile();

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom("'", '\\', '`', '{', '}', ';', '-', '/', '*', 'p1:String', '\0', '\n') }),
  fc.constantFrom("' OR 1=1 --", '{p1:String}', "\\'; DROP TABLE logs", '\\N', '`', '$$', '*/'),
);

test('no value changes a letter of the SQL of a query', () => {
  const { sql: text } = plain('a');
  fc.assert(fc.property(hostile, (value) => {
    const compiled = plain(value);
    // Equal values share a placeholder: 'x' stands in the list alone, 3 is the limit.
    expect(compiled.sql).toBe(text);
    expect(Object.values(compiled.parameters)).toContain(value);
  }));
});

test('no value changes a letter of SQL of the user\'s own', () => {
  const own = (value: string) => sql`SELECT ${value}, ${[value]} FROM t`.compile();
  fc.assert(fc.property(hostile, (value) => {
    expect(own(value)).toEqual({ sql: 'SELECT {p1:String}, {p2:Array(String)} FROM t', parameters: { p1: value, p2: [value] } });
  }));
});
