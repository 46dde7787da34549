import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownBlocks } from './markdown-blocks.ts';

/** A command of a page, word by word, without comments, variables before it, and what it pipes into. */
export type ShellCommand = readonly string[];

/** The commands of all `sh` blocks of a markdown text. A line that ends in a backslash goes on. */
export function shellCommands(text: string): ShellCommand[] {
  const lines = markdownBlocks(text, 'sh').flatMap((block) => block.replaceAll(/\\\n\s*/gu, '').split('\n'));
  return lines.flatMap((line) => withoutComment(line).split(/ (?:&&|\|\||\|) /u)).flatMap((part) => {
    const words = (part.match(/'[^']*'|"[^"]*"|\S+/gu) ?? []).map((word) => word.replaceAll(/^['"]|['"]$/gu, ''));
    const command = words.slice(words.findIndex((word) => !/^[A-Z_]+=/u.test(word)));
    return command.length === 0 || words.length === 0 ? [] : [command];
  });
}

const withoutComment = (line: string): string => line.replace(/(?:^|\s)#.*$/u, '');

/** A program of ours, its command, and the words behind it. */
export interface OwnCommand {
  readonly project: string;
  readonly words: readonly string[];
}

/** Projects by the name of their program. */
const programs: Readonly<Record<string, string>> = { 'logex-jobs': 'jobs', 'logex-deployer': 'deployer', 'logex-schema': 'log-schema' };

/** Whose program a command runs, by its own name or as a target of Nx; undefined for any other command. */
export function ownCommand([first = '', ...rest]: ShellCommand): OwnCommand | undefined {
  const words = first === 'npx' ? rest : [first, ...rest];
  const [program = '', ...behind] = words;
  if (program in programs) return { project: programs[program] ?? '', words: behind };
  const [project, target] = (program === 'nx' && behind[0] === 'run' ? behind[1] ?? '' : '').split(':');
  if (project === undefined || target === undefined) return undefined;
  return { project, words: [target, ...behind.slice(2).filter((word) => word !== '--')] };
}

/** What is wrong with a command that runs no program of ours; undefined where nothing is. */
export function brokenCommand(root: string, [first = '', ...rest]: ShellCommand): string | undefined {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const missing = (path: string | undefined): string | undefined => (path !== undefined && existsSync(join(root, path)) ? undefined : `there is no '${path ?? ''}'`);
  if (first === 'npm' && rest[0] === 'run') return rest[1] !== undefined && rest[1] in scripts ? undefined : `package.json has no script '${rest[1] ?? ''}'`;
  if (first === 'npm') return ['ci', 'install', 'test'].includes(rest[0] ?? '') ? undefined : `npm has no such command here: ${rest.join(' ')}`;
  if (first === 'node') return missing(rest.find((word) => !word.startsWith('-')));
  if (first === 'npx' && rest[0] === 'vitest') return missing(rest[2]);
  if (first === 'npx' && rest[0] === 'nx' && ['release', 'affected'].includes(rest[1] ?? '')) return undefined;
  return ['cd', 'export', 'curl', 'docker', 'kubectl', 'terraform', 'tofu', 'helm', 'aws', 'git', 'bash', 'sh', 'images/hive-metastore/build.sh'].includes(first) ? undefined : `'${first}' is not known to this check`;
}
