import { describe, expect, test } from 'vitest';
import { truncatedLower, truncatedUpper } from './string-bound.ts';

const last = '\u{10FFFF}';

describe('bounds of text', () => {
  test('text of the length or shorter is its own bound', () => {
    expect(truncatedLower('abcd', 4)).toBe('abcd');
    expect(truncatedUpper('abcd', 4)).toBe('abcd');
    expect(truncatedUpper('', 4)).toBe('');
  });

  test('longer text is cut, and its upper bound raised', () => {
    expect(truncatedLower('abcde', 4)).toBe('abcd');
    expect(truncatedUpper('abcde', 4)).toBe('abce');
  });

  test('length counts code points, not UTF-16 units', () => {
    expect(truncatedLower('😀😀😀', 2)).toBe('😀😀');
    expect(truncatedUpper('😀😀😀', 2)).toBe('😀😁');
  });

  test('a last code point that has no successor is left out', () => expect(truncatedUpper(`ab${last}c`, 3)).toBe('ac'));
  test('there is no upper bound where no code point has a successor', () => expect(truncatedUpper(last.repeat(5), 3)).toBeUndefined());
  test('the successor steps over the surrogates', () => expect(truncatedUpper('\uD7FFx', 1)).toBe('\uE000'));

  test('bounds hold in UTF-8 order for random text', () => {
    const points = [0x20, 0x7f, 0x80, 0x7_ff, 0xd7_ff, 0xe0_00, 0xff_ff, 0x1_00_00, 0x10_ff_ff];
    for (let round = 0; round < 2000; round++) {
      const text = Array.from({ length: round % 6 }, () => String.fromCodePoint(points[Math.floor(Math.random() * points.length)] ?? 0x41)).join('');
      const [lower, upper] = [truncatedLower(text, 3), truncatedUpper(text, 3)];
      expect(Buffer.compare(Buffer.from(lower), Buffer.from(text))).toBeLessThanOrEqual(0);
      expect(upper === undefined || Buffer.compare(Buffer.from(upper), Buffer.from(text)) >= 0).toBe(true);
    }
  });
});
