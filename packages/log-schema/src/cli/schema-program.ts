import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { checkCommand } from './check-command.ts';
import { diffCommand } from './diff-command.ts';
import { historyCommand } from './history-command.ts';
import { recordCommand } from './record-command.ts';
import { exitCodes, type Output } from './schema-command.ts';

/** Runs the command line `logex-schema` with arguments, and gives its exit code. */
export async function runSchemaProgram(args: readonly string[], output: Output): Promise<number> {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
  let code: number = exitCodes.ok;
  const program = new Command('logex-schema')
    .description('Versions of a schema: what changed, whom it breaks, and the statements that make the change.')
    .version(version);
  const commands = [diffCommand, checkCommand, historyCommand, recordCommand].map((make) => make(output, (exitCode) => (code = exitCode)));
  for (const command of commands) program.addCommand(command);
  for (const command of [program, ...commands]) command.exitOverride().showHelpAfterError().configureOutput({ writeOut: output.out, writeErr: output.error });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  }
}
