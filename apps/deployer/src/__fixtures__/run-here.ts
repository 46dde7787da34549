import { LogexError } from '@logex/log-schema';
import type { CommandContext, CommandResult } from '../commands/command-context.ts';
import type { DeployerEvent } from '../events.ts';

/** How a command ended that ran in this process. */
export interface HereRun<Value> {
  /** What it came to; undefined where it failed. */
  readonly value: Value | undefined;
  readonly text: string;
  readonly exitCode: number;
  readonly events: readonly DeployerEvent[];
  /** Its LogexError; undefined where it ended well. */
  readonly error: LogexError | undefined;
}

/**
 * Runs a command in this process, which is quicker than the program: what it prints and its exit code have tests of their own. The AWS SDK
 * reads the environment of the process, so that is changed.
 *
 * @throws what the command throws, unless it is a LogexError.
 */
export async function runHere<Options, Value>(command: (context: CommandContext, options: Options) => Promise<CommandResult>, options: Options, base: string, environment: Readonly<Record<string, string>>): Promise<HereRun<Value>> {
  Object.assign(process.env, environment);
  const events: DeployerEvent[] = [];
  const { PATH = '', HOME = '' } = process.env;
  try {
    const { value, text, exitCode = 0 } = await command({ base, environment: { PATH, HOME, ...environment }, today: new Date(), emit: (event) => void events.push(event) }, options);
    return { value: value as Value, text, exitCode, events, error: undefined };
  } catch (error) {
    if (!(error instanceof LogexError)) throw error;
    return { value: undefined, text: '', exitCode: { usage: 2, outside: 3, bug: 70 }[error.kind], events, error };
  }
}
