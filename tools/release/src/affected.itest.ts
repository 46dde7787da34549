import { join } from 'node:path';
import { expect, test } from 'vitest';
import { releasedPackages } from './released-packages.ts';
import { runCommand } from './run-command.ts';

const root = join(import.meta.dirname, '../../..');

/** Tasks that `nx affected` would run after a change of one file, and those that they wait for. */
async function affectedTasks(file: string): Promise<string[]> {
  const args = ['affected', '--targets=build,test', `--files=${file}`, '--graph=stdout'];
  const printed = await runCommand(process.execPath, [join(root, 'node_modules/nx/dist/bin/nx.js'), ...args], { cwd: root, env: { NX_DAEMON: 'false' } });
  const { tasks } = JSON.parse(printed) as { tasks: { tasks: Record<string, unknown> } };
  return Object.keys(tasks.tasks).toSorted();
}

test('a change in query-sdk builds and tests what depends on it, and no other package', async () => {
  const released = releasedPackages(root).map(({ project }) => project);
  const tasks = await affectedTasks('packages/query-sdk/src/sql.ts');
  const ofPackages = tasks.filter((task) => released.includes(task.replace(/:.*$/u, '')));

  expect(ofPackages).toEqual([
    'jobs:build', 'jobs:test',
    'log-schema:build', // what query-sdk is built on: its result is taken from the cache
    'query-sdk:build', 'query-sdk:test',
  ]);
  expect(tasks).toContain('examples:test');
});
