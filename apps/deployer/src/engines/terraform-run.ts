import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { runInterrupted } from './errors.ts';
import { followFile } from './followed-file.ts';
import { terraformFault } from './terraform-fault.ts';
import { terraformMessage, type Diagnostic, type TerraformMessage } from './terraform-message.ts';

/** One start of Terraform. */
export interface TerraformRun {
  /** What is being done, for errors. */
  readonly act: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** File that takes what Terraform prints; what it complains about beside that goes to the same name with `.err`. */
  readonly log: string;
  /** Whether the log outlives the run. */
  readonly keepLog: boolean;
  readonly onMessage: (message: TerraformMessage) => void;
  /** Called when the user asks to stop; Terraform is then asked to stop, too. */
  readonly onStop: (signal: NodeJS.Signals) => void;
}

const pollMilliseconds = 50;
const stopSignals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs Terraform to its end, in a process group of its own, with its output in a file: a terminal's Ctrl-C reaches it
 * once and by way of this process, and when this process is killed Terraform still finishes what is in flight and saves
 * the state.
 *
 * @throws LogexError for exit codes other than 0 and 2, and `deployer/run-interrupted` when it was stopped.
 */
export async function runTerraform(run: TerraformRun): Promise<{ readonly stdout: string; readonly exitCode: number }> {
  const [output, errors] = [openSync(run.log, 'w', 0o600), openSync(`${run.log}.err`, 'w', 0o600)];
  const child = spawn(run.command, run.args, {
    cwd: run.folder,
    env: { ...run.environment, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' },
    stdio: ['ignore', output, errors],
    detached: true,
  });
  closeSync(output);
  closeSync(errors);
  const seen = collector(run);
  let stopped: NodeJS.Signals | undefined;
  const stop = (signal: NodeJS.Signals): void => {
    stopped ??= signal;
    run.onStop(signal);
    child.kill('SIGINT');
  };
  for (const signal of stopSignals) process.on(signal, stop);
  const poll = setInterval(seen.read, pollMilliseconds);
  try {
    const [exitCode] = (await once(child, 'close')) as [number | null];
    seen.read();
    if (stopped !== undefined && exitCode !== 0) throw runInterrupted(run.act, stopped, seen.done(), seen.open());
    if (exitCode !== 0 && exitCode !== 2) throw terraformFault(run.act, seen.complaints());
    return { exitCode, stdout: readFileSync(run.log, 'utf8') };
  } finally {
    clearInterval(poll);
    seen.close();
    for (const signal of stopSignals) process.off(signal, stop);
    rmSync(`${run.log}.err`, { force: true });
    if (!run.keepLog) rmSync(run.log, { force: true });
  }
}

interface Collector {
  readonly read: () => void;
  readonly close: () => void;
  readonly complaints: () => readonly Diagnostic[];
  /** How many changes are done. */
  readonly done: () => number;
  /** Addresses of changes that began and did not end. */
  readonly open: () => string[];
}

function collector({ log, args, onMessage }: TerraformRun): Collector {
  const stream = args.includes('-json') && args[0] !== 'show' && args[0] !== 'output';
  const file = followFile(log);
  const complaints: Diagnostic[] = [];
  const open = new Set<string>();
  let done = 0;
  const read = (): void => {
    if (!stream) return;
    for (const line of file.lines()) {
      const message = terraformMessage(line);
      if (message.type === 'complaint') complaints.push(message.diagnostic);
      if (message.type === 'started') open.add(message.address);
      if (message.type === 'finished' || message.type === 'failed') open.delete(message.address);
      if (message.type === 'finished') done += 1;
      onMessage(message);
    }
  };
  const plain = (): Diagnostic => ({ severity: 'error', summary: fromError(`${readFileSync(`${log}.err`, 'utf8')}\n${stream ? '' : readFileSync(log, 'utf8')}`), detail: '' });
  return { read, close: file.close, complaints: () => (complaints.some(({ severity }) => severity === 'error') ? complaints : [plain()]), done: () => done, open: () => [...open] };
}

/** The text from its first error on: warnings that come before explain nothing. */
function fromError(text: string): string {
  return text.slice(Math.max(0, text.indexOf('Error: '))).trim();
}
