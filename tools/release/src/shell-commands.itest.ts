import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand } from './run-command.ts';
import { brokenCommand, ownCommand, shellCommands, type OwnCommand } from './shell-commands.ts';

const root = join(import.meta.dirname, '../../..');
const pages = globSync(['CONTRIBUTING.md', '{packages,apps}/*/*.md', '{examples,images,samples}/**/*.md'], { cwd: root, exclude: ['**/node_modules/**', '**/target/**'] }).toSorted();
const commands = pages.flatMap((page) => shellCommands(readFileSync(join(root, page), 'utf8')).map((command) => ({ page, command })));

test('commands of other programs name what is there', () => {
  const broken = commands.flatMap(({ page, command }) => {
    const fault = ownCommand(command) === undefined ? brokenCommand(root, command) : undefined;
    return fault === undefined ? [] : [`${page}: ${command.join(' ')}: ${fault}`];
  });

  expect(commands.length).toBeGreaterThan(20);
  expect(broken).toEqual([]);
});

/** Programs by project. */
const mains: Readonly<Record<string, string>> = { jobs: 'apps/jobs/src/main.ts', deployer: 'apps/deployer/src/main.ts', 'log-schema': 'packages/log-schema/src/cli/main.ts' };
const own = commands.flatMap(({ page, command }) => {
  const called = ownCommand(command);
  return called === undefined ? [] : [{ page, ...called }];
});

/** The command and its subcommand, if it has one. */
const commandPath = ({ words }: OwnCommand): string => words.slice(0, /^[a-z-]+$/u.test(words[1] ?? '') && ['config', 'ask'].includes(words[0] ?? '') ? 2 : 1).join(' ');

describe.each(Object.keys(mains))('%s', (project) => {
  const called = own.filter((command) => command.project === project);

  test('commands exist, with all of their options', async () => {
    const paths = [...new Set(called.map(commandPath))].filter((path) => path !== '' && !path.startsWith('-'));
    const help = new Map(await Promise.all(paths.map(async (path) => {
      const text = await runCommand(process.execPath, ['--conditions=@logex/source', mains[project] ?? '', ...path.split(' '), '--help'], { cwd: root });
      return [path, text] as const;
    })));
    const unknown = called.flatMap((command) => command.words.filter((word) => word.startsWith('--')).map((word) => word.replace(/=.*$/u, ''))
      .filter((option) => !['--help', '--version'].includes(option) && !new RegExp(`${option}(?![\\w-])`, 'u').test(help.get(commandPath(command)) ?? ''))
      .map((option) => `${command.page}: ${command.words.join(' ')}: no option ${option}`));

    expect(unknown).toEqual([]);
  });
});
