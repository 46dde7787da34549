import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '@logex/testing';
import { expect, test } from 'vitest';
import { runCli } from './__fixtures__/run-cli.ts';
import { program } from './commands/program.ts';
import * as entry from './index.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/gu)].map(([, text]) => text ?? '');

function folderOfUser(): string {
  const folder = temporaryFolder();
  symlinkSync(fileURLToPath(new URL('../../../node_modules', import.meta.url)), join(folder, 'node_modules'));
  return folder;
}

test('the configuration of the README is one', async () => {
  const folder = folderOfUser();
  writeFileSync(join(folder, 'logex.config.ts'), examples[0] ?? '');

  const run = await runCli(folder, ['config', 'explain', '--json']);

  expect(run.events[0]).toMatchObject({ type: 'result', result: { variables: expect.arrayContaining([expect.objectContaining({ key: 'project_name', value: 'weblogs' })]) as unknown } });
});

test('the stack of the README is planned by the real terraform, and its data is known', async () => {
  const folder = folderOfUser();
  writeFileSync(join(folder, 'stack.ts'), examples[1] ?? '');

  const run = await runCli(folder, ['plan', '--stack', 'stack.ts', '--json']);

  expect(run.events.at(-1)).toMatchObject({ type: 'result', result: { stack: 'data-platform-mine', counts: { create: 1 }, components: [{ changes: [{ holds: 'log files' }] }] } });
});

test('the file that config init writes is read again, with every variable at its default', async () => {
  const folder = folderOfUser();
  expect((await runCli(folder, ['config', 'init'])).exitCode).toBe(0);

  const explained = await runCli(folder, ['config', 'explain', '--json']);

  const [result] = explained.events.flatMap((event) => (event.type === 'result' ? [event.result as { variables: { source: string }[] }] : []));
  expect(result?.variables.map(({ source }) => source).filter((source) => source !== 'default')).toEqual([]);
});

test('every command of the README exists', () => {
  const known = program('0.0.0').commands.map((command) => command.name());
  const named = [...new Set([...readme.matchAll(/logex-deployer ([a-z-]+)/gu)].map(([, name]) => name ?? ''))];

  expect(named.length).toBeGreaterThan(12);
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});

test('the entry is this table of contents', () => {
  expect(Object.keys(entry)).toEqual(['defineConfig']);
});
