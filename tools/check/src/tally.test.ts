import { expect, test } from 'vitest';
import { closingLine, sumTallies, testTally } from './tally.ts';

test('sums tallies into the closing line', () => {
  const sum = sumTallies([{ passed: 1, failed: 0 }, { passed: 40, failed: 2 }]);

  expect(closingLine(sum)).toBe('41 passed, 2 failed');
});

test('counts the tests of a report', () => {
  const file = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] };

  expect(testTally({ numPassedTests: 1, numFailedTests: 1, testResults: [file] })).toEqual({ passed: 1, failed: 1 });
});

test('fails when a test file could not be loaded', () => {
  const broken = { status: 'failed', assertionResults: [] };

  expect(testTally({ numPassedTests: 3, numFailedTests: 0, testResults: [broken] })).toEqual({ passed: 3, failed: 1 });
});
