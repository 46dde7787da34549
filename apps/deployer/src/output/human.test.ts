import { expect, test } from 'vitest';
import { humanLine } from './human.ts';
import { countsText } from './plan-text.ts';

const none = { create: 0, update: 0, replace: 0, destroy: 0, forget: 0, unchanged: 3 };

test('changes are told with their place in the whole', () => {
  expect(humanLine({ type: 'change-started', address: 'a.b', action: 'create', seconds: 0, done: 1, total: 9 })).toBe('  [1/9]     a.b: create …');
  expect(humanLine({ type: 'change-finished', address: 'a.b', action: 'create', seconds: 7, done: 2, total: 9 })).toBe('  [2/9]     a.b: create is done after 7 s');
  expect(humanLine({ type: 'change-failed', address: 'a.b', action: 'delete', seconds: 7, done: 2, total: 9 })).toBe('  [2/9]     a.b: delete failed');
});

test('an error has its code, and what to do on a line of its own', () => {
  expect(humanLine({ type: 'error', error: { code: 'deployer/x', kind: 'usage', message: 'planning: no', hint: 'do this', retry: false } })).toBe('error (deployer/x): planning: no\n  do this');
});

test('counts name only what happens', () => {
  expect(countsText(none)).toBe('nothing to change');
  expect(countsText({ ...none, create: 2, destroy: 1 })).toBe('2 to create, 1 to destroy');
});
