import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageCommand } from './page.ts';
import { programs, projectFolders, readJson, root } from './repository.ts';

/** How a test runs a command: by Node, or not itself, because the run of all tests begins with it. */
export type Start = { readonly node: readonly string[] } | { readonly isOfEveryRun: true };

interface Project {
  readonly targets: Readonly<Record<string, { readonly options?: { readonly command?: string } }>>;
}

/**
 * What a command of a page starts: our programs by name, targets of Nx and scripts of npm by what they stand for.
 *
 * @throws Error for a command that is none of these: no test could say that it works.
 */
export function startOf({ words }: Pick<PageCommand, 'words'>): Start {
  const [first = '', ...rest] = words;
  const source = programs[first];
  if (source !== undefined) return { node: ['--conditions=@logex/source', source, ...rest] };
  if (first === 'npx' && rest[0] === 'nx' && rest[1] === 'run') return nodeCommand(targetCommand(rest[2] ?? ''), rest.slice(3));
  if (first === 'npm' && rest[0] === 'run') return nodeCommand(scriptCommand(rest[1] ?? ''), rest.slice(2));
  if (first === 'node') return { node: rest };
  if (readFileSync(join(root, '.ci/run'), 'utf8').split('\n').includes(words.join(' '))) return { isOfEveryRun: true };
  throw new Error(`no test runs '${words.join(' ')}'; allowed are our programs, targets of Nx, scripts of npm, node, and lines of .ci/run`);
}

function targetCommand(target: string): string {
  const [project = '', name = ''] = target.split(':');
  const command = readJson<Project>(`${projectFolders[project] ?? `tools/${project}`}/project.json`).targets[name]?.options?.command;
  if (command === undefined) throw new Error(`there is no target '${target}'`);
  return command;
}

function scriptCommand(name: string): string {
  const command = readJson<{ scripts: Readonly<Record<string, string>> }>('package.json').scripts[name];
  if (command === undefined) throw new Error(`package.json has no script '${name}'`);
  return command;
}

function nodeCommand(command: string, behind: readonly string[]): Start {
  const [program, ...args] = command.split(' ');
  if (program !== 'node') throw new Error(`'${command}' does not start node, and no test runs it`);
  return { node: [...args, ...behind.filter((word, at) => word !== '--' || at > 0)] };
}
