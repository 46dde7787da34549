import { expect, test } from 'vitest';
import { errorInResult, translateError } from './translate-error.ts';

const reported = (code: string, type: string, message: string) => Object.assign(new Error(message), { code, type });

test('shows a message that names columns only, and hides one that repeats a value', () => {
  const error = (value: string) => translateError(reported('47', 'UNKNOWN_IDENTIFIER', 'Unknown expression identifier `nope` in scope SELECT'), { p1: value });

  expect(error('unrelated').message).toBe('running a query: ClickHouse reported UNKNOWN_IDENTIFIER (47): Unknown expression identifier `nope`');
  expect(error('nope').message).toBe('running a query: ClickHouse reported UNKNOWN_IDENTIFIER (47)');
});

test.each([
  [reported('60', 'UNKNOWN_TABLE', ''), 'query/refused', 'usage'],
  [reported('164', 'READONLY', ''), 'query/refused', 'usage'],
  [reported('241', 'MEMORY_LIMIT_EXCEEDED', ''), 'query/limit', 'outside'],
  [reported('159', 'TIMEOUT_EXCEEDED', ''), 'query/timeout', 'outside'],
  [reported('999', 'KEEPER_EXCEPTION', ''), 'query/server', 'outside'],
  [new Error('Timeout error.'), 'query/timeout', 'outside'],
  [new Error('socket hang up'), 'query/connection', 'outside'],
  [Object.assign(new Error('x'), { code: 'ECONNRESET' }), 'query/connection', 'outside'],
  ['not an error', 'query/connection', 'outside'],
])('sorts %s as %s', (error, code, kind) => {
  expect(translateError(error, {})).toMatchObject({ code, kind });
});

test('finds an error that the server wrote behind rows', () => {
  expect(errorInResult('{"a":1}\nCode: 241. DB::Exception: Memory limit exceeded. (MEMORY_LIMIT_EXCEEDED)')).toMatchObject({ code: '241' });
  expect(errorInResult('{"a":"Code: 241. DB::Exception"}')).toBeUndefined();
  expect(errorInResult('{"a":1}\n{"a"')).toBeUndefined();
});
