import { existsSync, readFileSync } from 'node:fs';
import { typecheckMarkdown } from '@logex/testing';
import { expect, test } from 'vitest';

const readme = new URL('../README.md', import.meta.url);

test('the code of README.md compiles', async () => {
  expect(await typecheckMarkdown(readme)).toBeGreaterThanOrEqual(4);
});

test.each(['README.md', 'TYPES.md', 'REASONS.md'])('the links of %s lead to files', (name) => {
  const file = new URL(`../${name}`, import.meta.url);
  const links = [...readFileSync(file, 'utf8').matchAll(/\]\(([^)]+)\)/gu)].map(([, link]) => link ?? '');

  expect(links).not.toEqual([]);
  expect(links.filter((link) => !existsSync(new URL(link, file)))).toEqual([]);
});
