import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { highlights } from './highlight.ts';

test.each([
  ['Timeout, timeout', 'timeout', [[0, 7], [9, 16]]],
  ['aaaa', 'aa', [[0, 2], [2, 4]]],
  ['😀 Größe 😀', 'GRÖßE', [[3, 8]]],
  ['İstanbul timeout', 'timeout', [[9, 16]]],
  ['none', 'x', []],
  [null, 'x', []],
  ['text', '', []],
] as const)('finds in %s the text %s', (message, text, found) => {
  expect(highlights(message, text)).toEqual(found);
});

test('each position holds the text, upper and lower case being the same', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' }), (before, text, behind) => {
    const message = before + text + behind;
    const found = highlights(message, text);
    const lower = (value: string): string[] => Array.from(value, (letter) => letter.toLowerCase());
    for (const [start, end] of found) expect(lower(message.slice(start, end))).toEqual(lower(text));
    expect(found.length).toBeGreaterThan(0);
  }));
});
