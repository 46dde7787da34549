import { spawnSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '@logex/testing';

const root = join(import.meta.dirname, '../../..');

function rulesBroken(files: Readonly<Record<string, string>>): string[] {
  const folder = temporaryFolder();
  copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const run = spawnSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '--format=unix'], { cwd: folder, encoding: 'utf8' });
  return [...run.stdout.matchAll(/\[Error\/(.+)\]$/gmu)].map((match) => match[1] ?? '').toSorted();
}

test.each([
  ['an any', 'typescript(no-explicit-any)', 'export const a = (value: any): string => String(value);'],
  ['an unused name', 'eslint(no-unused-vars)', 'const a = 1;\nexport const b = 2;'],
  ['a loose comparison', 'eslint(eqeqeq)', 'export const a = (b: unknown): boolean => b == 1;'],
  ['a non-null assertion', 'typescript(no-non-null-assertion)', 'export const a = (b: string | undefined): string => b!;'],
  ['a value import of a type', 'typescript(consistent-type-imports)', "import { URL } from 'node:url';\nexport type A = URL;"],
  ['a node module without its prefix', 'unicorn(prefer-node-protocol)', "import { sep } from 'path';\nexport const a = sep;"],
  ['a file over 400 lines', 'eslint(max-lines)', `export const a = 1;\n${'// line\n'.repeat(400)}`],
])('fails when a file has %s', (_, rule, text) => {
  expect(rulesBroken({ 'a.ts': text })).toEqual([rule]);
});

test('fails when two files import each other', () => {
  const files = {
    'a.ts': "import { b } from './b.ts';\nexport const a = (): unknown => b;\n",
    'b.ts': "import { a } from './a.ts';\nexport const b = (): unknown => a;\n",
  };

  expect(rulesBroken(files)).toEqual(['import(no-cycle)', 'import(no-cycle)']);
});

test('fails when a test is skipped or the only one', () => {
  const text = "import { expect, test } from 'vitest';\ntest.skip('a', () => { expect(1).toBe(1); });\ntest.only('b', () => { expect(1).toBe(1); });\n";

  expect(rulesBroken({ 'a.test.ts': text })).toEqual(['vitest(no-disabled-tests)', 'vitest(no-focused-tests)']);
});

test('passes when tests run over 400 lines', () => {
  const text = `import { expect, test } from 'vitest';\ntest('a', () => { expect(1).toBe(1); });\n${'// line\n'.repeat(400)}`;

  expect(rulesBroken({ 'a.test.ts': text })).toEqual([]);
});
