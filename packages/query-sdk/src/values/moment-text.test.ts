import { expect, test } from 'vitest';
import { dayText, momentText } from './moment-text.ts';

test.each([
  ['2025-08-25T06:04:00.123456Z', '2025-08-25 06:04:00.123456'],
  ['2025-08-25T06:04:00.1234569Z', '2025-08-25 06:04:00.123456'],
  ['2025-08-25T06:04:00+02:00', '2025-08-25 04:04:00.000000'],
  ['2025-08-25 06:04', '2025-08-25 06:04:00.000000'],
  ['2025-08-25', '2025-08-25 00:00:00.000000'],
  [new Date(Date.UTC(2025, 7, 25, 6, 4, 0, 5)), '2025-08-25 06:04:00.005000'],
])('reads %s as UTC with microseconds', (moment, text) => {
  expect(momentText(moment)).toBe(text);
});

test.each(['', 'yesterday', '2025-02-30', '2025-08-25T25:00:00Z', '1899-12-31', '2300-01-01', '10000-01-01', new Date(Number.NaN)])(
  'fails when %s is no moment that ClickHouse holds',
  (moment) => {
    expect(momentText(moment)).toBeUndefined();
  },
);

test('fails when a day does not exist', () => {
  expect(dayText('2025-08-25')).toBe('2025-08-25');
  expect(dayText('2025-02-29')).toBeUndefined();
  expect(dayText('2025-8-25')).toBeUndefined();
});
