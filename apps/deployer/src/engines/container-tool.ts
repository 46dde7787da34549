import { execa } from 'execa';
import { containerTools, type ContainerTool } from './container-tool-name.ts';
import { toolFailed, toolMissing } from './errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** One start of a program. */
export interface ToolCommand {
  readonly program: string;
  readonly args: readonly string[];
  /** It may fail: it only clears the way for the next one. */
  readonly mayFail?: boolean;
}

/**
 * The tool that is named, or the first one that answers. Docker counts only with a daemon that can be reached.
 *
 * @throws LogexError `deployer/container-tool-missing` (outside).
 */
export async function findContainerTool(environment: Environment, named?: ContainerTool): Promise<ContainerTool> {
  for (const tool of named === undefined ? containerTools : [named]) {
    const probe = tool === 'buildah' ? ['--version'] : ['version'];
    const { failed } = await execa(tool, probe, { env: environment, extendEnv: false, reject: false, stdin: 'ignore', timeout: 30_000 });
    if (!failed) return tool;
  }
  throw toolMissing(named);
}

/**
 * Runs a command to its end; its output goes to standard error, line by line. `input` is its standard input, such as a password.
 *
 * @throws LogexError `deployer/container-tool-failed` (outside) with the last words of the tool.
 */
export async function runTool(command: ToolCommand, environment: Environment, input?: string): Promise<void> {
  const { program, args, mayFail = false } = command;
  const shown = mayFail ? 'pipe' : (['pipe', process.stderr] as const);
  const { failed, all } = await execa(program, args, {
    env: environment,
    extendEnv: false,
    reject: false,
    all: true,
    stdout: shown,
    stderr: shown,
    ...(input === undefined ? { stdin: 'ignore' } : { input }),
  });
  if (failed && !mayFail) throw toolFailed(commandLine(command), all ?? '');
}

/** The command as a line for a shell. */
export function commandLine({ program, args }: ToolCommand): string {
  return [program, ...args].map((part) => (/^[\w@%+=:,./-]+$/u.test(part) ? part : `'${part.replaceAll("'", String.raw`'\''`)}'`)).join(' ');
}
