import { expect, test } from 'vitest';
import { isMet, reportText, type Finding } from './report.ts';

const finding: Finding = { group: 'ingest', what: 'json', value: 0.8, unit: 'x', should: 'at least', target: 0.8, from: '1 against 1.25 s' };

test('a value at its target is met, on either side', () => {
  expect(isMet(finding)).toBe(true);
  expect(isMet({ ...finding, should: 'at most' })).toBe(true);
  expect(isMet({ ...finding, value: 0.79 })).toBe(false);
  expect(isMet({ ...finding, should: 'at most', value: 0.81 })).toBe(false);
});

test('a missed target is told in the table', () => {
  const text = reportText([finding, { ...finding, what: 'access', value: 0.5 }]);
  expect(text).toMatch(/json .*0\.8 x .*at least 0\.8 x .*yes/);
  expect(text).toMatch(/access .*0\.5 x .*at least 0\.8 x .*NO/);
});
