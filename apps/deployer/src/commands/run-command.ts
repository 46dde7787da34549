import type { DeployerEvent } from '../events.ts';
import { exitCodes } from '../output/exit-code.ts';
import type { CommandContext, CommandResult } from './command-context.ts';

/** Folder that the user's relative paths start from: npm and nx start scripts elsewhere than the user stands. */
export const userFolder = process.env['INIT_CWD'] ?? process.cwd();

/** Runs a command for the process: its result and its errors to the right stream, its exit code set. */
export async function runCommand(name: string, json: boolean, command: (context: CommandContext) => Promise<CommandResult>): Promise<void> {
  const emit = json ? (await import('../output/json.ts')).jsonOutput : (await import('../output/human.ts')).humanOutput;
  try {
    const { value, text, exitCode = exitCodes.ok } = await command({ base: userFolder, environment: process.env, today: new Date(), emit });
    if (json) emit({ type: 'result', command: name, result: value });
    else process.stdout.write(`${text}\n`);
    process.exitCode = exitCode;
  } catch (error) {
    const event = await errorEvent(error);
    emit(event);
    process.exitCode = exitCodes[event.error.kind];
  }
}

async function errorEvent(error: unknown): Promise<Extract<DeployerEvent, { type: 'error' }>> {
  const { LogexError } = await import('@logex/log-schema');
  if (error instanceof LogexError) {
    const { code, kind, message, hint, retry } = error;
    return { type: 'error', error: { code, kind, message, hint, retry } };
  }
  const message = `this is a bug in LogEx: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  return { type: 'error', error: { code: 'deployer/bug', kind: 'bug', message, hint: 'report it with the lines above', retry: false } };
}
