import { expect, test } from 'vitest';
import { ownCommand, shellCommands } from './shell-commands.ts';

test('reads the commands of a page word by word', () => {
  const page = ['```sh', 'npm ci && npm run demo   # all of it', "A=1 B=x \\", "  npx nx run jobs:ask -- error-rate --warehouse '/data/my logs' | head", '```', '```ts', 'npm()', '```', ''].join('\n');

  expect(shellCommands(page)).toEqual([
    ['npm', 'ci'], ['npm', 'run', 'demo'], ['npx', 'nx', 'run', 'jobs:ask', '--', 'error-rate', '--warehouse', '/data/my logs'], ['head'],
  ]);
});

test('knows our programs, by name and as targets', () => {
  expect(ownCommand(['npx', 'nx', 'run', 'jobs:ask', '--', 'error-rate'])).toEqual({ project: 'jobs', words: ['ask', 'error-rate'] });
  expect(ownCommand(['logex-deployer', 'plan', '--json'])).toEqual({ project: 'deployer', words: ['plan', '--json'] });
  expect(ownCommand(['npm', 'ci'])).toBeUndefined();
});
