import { expect, test } from 'vitest';
import { readParameter } from './clickhouse-parameter.ts';

test.each([
  ['String', "it\\'s\\ta \\\\ b", "it's\ta \\ b"],
  ['String', '[1]', '[1]'],
  ['Array(String)', '[]', []],
  ['Array(String)', "['a,b','it\\'s','']", ['a,b', "it's", '']],
  ['Array(Int64)', '[1,-9223372036854775808,1.5,TRUE]', [1n, -9223372036854775808n, 1.5, true]],
])('reads a %s: %s', (type, text, value) => {
  expect(readParameter(type, text)).toEqual(value);
});
