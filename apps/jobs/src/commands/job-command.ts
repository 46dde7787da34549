import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { consoleOutput, type Output } from '../output/console-output.ts';
import { exitCodeOf } from '../output/exit-code.ts';

/** Options that every command has. */
export interface CommonOptions {
  readonly json?: boolean;
}

/** Folder that the user's relative paths start from: npm and nx start scripts elsewhere than the user stands. */
export const userFolder = process.env['INIT_CWD'] ?? process.cwd();

/** Resolves a path as the user means it. */
export function userPath(path: string): string {
  return resolve(userFolder, path);
}

/** A command with `--json`; its action's outcome becomes the exit code. */
export function jobCommand<Options extends CommonOptions>(
  name: string,
  summary: string,
  action: (options: Options, output: Output, args: readonly string[]) => Promise<number>,
): Command {
  const command = new Command(name)
    .description(summary)
    .option('--json', 'print the result as one line of JSON, the last one')
    .showHelpAfterError();
  command.action(async (...values: unknown[]) => {
    const options = command.opts<Options>();
    const output = consoleOutput(options.json ?? false);
    const args = values.filter((value): value is string => typeof value === 'string');
    try {
      process.exitCode = await action(options, output, args);
    } catch (error) {
      output.error(error);
      process.exitCode = exitCodeOf(error);
    }
  });
  return command;
}

const units: Readonly<Record<string, number>> = { '': 1, B: 1, KB: 1e3, MB: 1e6, GB: 1e9, KIB: 1024, MIB: 1024 ** 2, GIB: 1024 ** 3 };

/** Reads a number of things, 1 and above; for commander's `argParser`. */
export function countOption(text: string): number {
  const count = /^\d+$/.test(text.trim()) ? Number(text) : 0;
  if (!Number.isSafeInteger(count) || count === 0) throw new InvalidArgumentError('Allowed is a whole number from 1.');
  return count;
}

/** Reads a size such as `256MiB`; for commander's `argParser`. */
export function sizeOption(text: string): number {
  const found = /^(\d+)\s*([a-z]*)$/i.exec(text.trim());
  const unit = units[(found?.[2] ?? '-').toUpperCase()];
  const size = Number(found?.[1]) * (unit ?? Number.NaN);
  if (!Number.isSafeInteger(size) || size <= 0) throw new InvalidArgumentError('Allowed is a number of bytes, or one with KB, MB, GB, KiB, MiB, GiB.');
  return size;
}
