import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { place, slowFiles } from './slowest-first.ts';

const root = join(import.meta.dirname, '../../..');

test('the slow files exist', () => {
  expect(slowFiles.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test('slow files come in the order of their list, all others behind them', () => {
  expect(slowFiles.map((file) => place(join(root, file)))).toEqual(slowFiles.map((_, at) => at));
  expect(place(join(root, 'apps/jobs/src/quick.test.ts'))).toBe(slowFiles.length);
});
