import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './repository.ts';
import { commandsOf, sections } from './sections.ts';
import { startOf } from './start-command.ts';

const page = readFileSync(join(root, 'docs/coming-from-make.md'), 'utf8');

/** Code in the column of what stands here, by row. */
const forms = [...page.matchAll(/^\| `[^|]*\| ([^|]*) \|/gmu)].map(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/gu)].map(([, form]) => form ?? ''));
// Written by the user, with `config init`.
const madeByUser = ['logex.config.ts'];

test('what stands for a target, a variable, a script or a file is there', async () => {
  const variables = [...((await sections['variables']?.()) ?? '').matchAll(/^\| `([a-z0-9_]+)`/gmu)].map(([, name]) => name);
  const commands = { deployer: await commandsOf('logex-deployer'), jobs: await commandsOf('logex-jobs') };
  const missing = forms.flat().filter((form) => {
    const [, project, command] = /^npx nx run (deployer|jobs):([a-z-]+)/u.exec(form) ?? [];
    if (project === 'deployer' || project === 'jobs') return !(startOf({ words: form.split(' ') }) && commands[project].has(String(command)));
    return !variables.includes(form) && !madeByUser.includes(form) && !existsSync(join(root, form));
  });

  expect(forms.length).toBeGreaterThan(50);
  expect(forms.filter((row) => row.length === 0)).toEqual([]);
  expect(missing).toEqual([]);
});
