import { logicalTypes } from '@logex/log-schema';
import { expect, test } from 'vitest';
import { countType } from '../values/value-type.ts';
import { decodedRows } from './decoded-rows.ts';
import { describedRows } from './described-rows.ts';

const types = { n: countType, size: logicalTypes.long, at: logicalTypes.timestamp };

test('decodes what JSON cannot say, and leaves null', () => {
  expect(decodedRows(types).read('[["3", "0"], ["9223372036854775807", null], ["t\\n", "t"]]')).toEqual([
    { n: 3, size: 9223372036854775807n, at: 't\n' },
    { n: 0, size: null, at: 't' },
  ]);
  expect(decodedRows(types).readLine({ n: '3', size: null, at: 't' })).toEqual({ n: 3, size: null, at: 't' });
});

test.each(['[]', '[[], [], []]'])('reads no rows of %s', (text) => {
  expect(decodedRows(types).read(text)).toEqual([]);
});

test('fails when a count is beyond what a number holds', () => {
  expect(() => decodedRows({ n: countType }).read('[["9007199254740993"]]')).toThrow(expect.objectContaining({ code: 'query/count-too-large' }) as Error);
});

test('decodes by the types that the result names, and leaves unknown ones', () => {
  const text = '["n","s","t"]\n["UInt64","Nullable(String)","Tuple(UInt8, String)"]\n["5",null,[1,"a"]]\n';

  expect(describedRows().read(text)).toEqual([{ n: 5n, s: null, t: [1, 'a'] }]);
  const byLine = describedRows();
  expect(text.trim().split('\n').map((line) => byLine.readLine(JSON.parse(line)))).toEqual([undefined, undefined, { n: 5n, s: null, t: [1, 'a'] }]);
});
