import { typecheckMarkdown } from '@logex/testing';
import { expect, test } from 'vitest';

test('the code of the README compiles', async () => {
  expect(await typecheckMarkdown(new URL('../README.md', import.meta.url))).toBeGreaterThan(5);
});
