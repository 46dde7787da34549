import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeApiReference } from './api-reference.ts';

test('the reference is made of the doc comments, and none of their links is broken', { timeout: 300_000 }, async () => {
  await expect(makeApiReference({ root: join(import.meta.dirname, '../../..') })).resolves.toBeUndefined();
});
