import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DeployerEvent } from '../events.ts';

/** How a run of the command ended. */
export interface CliRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as events, for runs with `--json`. */
  readonly events: readonly DeployerEvent[];
}

/** A run of the command that has begun. */
export interface StartedCli {
  readonly process: ChildProcess;
  readonly ended: Promise<CliRun>;
  /** Waits until standard output or standard error has the text. */
  readonly until: (text: string) => Promise<void>;
  /** What it has written to standard output so far. */
  readonly stdout: () => string;
}

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
/** The trial stack, for `--stack`. */
export const trialStackFile = fileURLToPath(new URL('./trial-stack.ts', import.meta.url));

/** Starts `logex-deployer` from its sources in a folder, with no AWS account to be found. */
export function startCli(folder: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): StartedCli {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ['--conditions=@logex/source', main, ...args], {
    cwd: folder,
    env: { PATH, HOME, AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', ...environment },
  });
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => void (text.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (text.stderr += chunk.toString()));
  const ended = new Promise<CliRun>((resolve) => {
    child.on('close', (exitCode) => resolve({ exitCode, ...text, events: eventsOf(text.stdout) }));
  });
  const until = async (wanted: string): Promise<void> => {
    for (let tries = 0; tries < 400; tries += 1) {
      if (text.stdout.includes(wanted) || text.stderr.includes(wanted)) return;
      if (child.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`'${wanted}' did not appear in:\n${text.stdout}\n${text.stderr}`);
  };
  return { process: child, ended, until, stdout: () => text.stdout };
}

/** Runs `logex-deployer` to its end. */
export function runCli(folder: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<CliRun> {
  return startCli(folder, args, environment).ended;
}

function eventsOf(stdout: string): DeployerEvent[] {
  return stdout.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as DeployerEvent];
    } catch {
      return [];
    }
  });
}
