import { describe, expect, test } from 'vitest';
import { type BoundedType, compareRaw, dateOfDays, daysOfDate, type RawValue, singleValueBytes } from './single-value.ts';

describe('single-value serialization', () => {
  const cases: [BoundedType, RawValue, string][] = [
    ['boolean', true, '01'],
    ['boolean', false, '00'],
    ['int', -2, 'feffffff'],
    ['date', 20_325, '654f0000'],
    ['long', 9_007_199_254_740_993n, '0100000000002000'],
    ['timestamptz', -1n, 'ffffffffffffffff'],
    ['float', 1.5, '0000c03f'],
    ['double', -0, '0000000000000080'],
    ['string', 'Straße', '53747261c39f65'],
  ];
  for (const [type, value, hex] of cases) {
    test(`${type} ${String(value)}`, () => expect(singleValueBytes(type, value).toString('hex')).toBe(hex));
  }

  const refused: [BoundedType, RawValue][] = [
    ['int', 2 ** 31],
    ['int', 1.5],
    ['long', 1],
    ['timestamptz', 2n ** 63n],
    ['string', 7],
    ['boolean', 1],
    ['double', 1n],
  ];
  for (const [type, value] of refused) {
    test(`fails when ${type} is ${typeof value} ${String(value)}`, () => {
      expect(() => singleValueBytes(type, value)).toThrowError(expect.objectContaining({ code: 'iceberg/value-not-in-type' }));
    });
  }
});

describe('dates', () => {
  for (const [date, days] of [['1970-01-01', 0], ['2025-08-25', 20_325], ['1969-12-31', -1], ['0001-01-01', -719_162], ['+010000-01-01', 2_932_897]] as const) {
    test(`${date} is day ${days}, both ways`, () => {
      expect(daysOfDate(date)).toBe(days);
      expect(dateOfDays(days)).toBe(date);
    });
  }
  test('fails when a date has a 13th month', () => expect(() => daysOfDate('2025-13-01')).toThrowError(/2025-13-01/));
});

test('text is ordered by UTF-8 bytes, not by UTF-16 units', () => {
  const texts = ['\u{1F600}', '\uFF5E'];
  expect(texts.toSorted(compareRaw)).toEqual(['\uFF5E', '\u{1F600}']);
  expect(texts.toSorted()).toEqual(['\u{1F600}', '\uFF5E']);
});
