import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** How a run of `logex-jobs` ended. */
export interface CliRun {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The last line of standard output, read as JSON where it is JSON. */
  readonly last: unknown;
}

const main = join(import.meta.dirname, '../main.ts');

/** Arguments of Node that run a source file of the workspace unbuilt. */
export const nodeArguments = ['--conditions=@logex/source', '--no-warnings'];

/** Runs the command line program from its sources. `shell` is text that ends in `"$@"`, to run it in another surrounding. */
export async function runCli(args: readonly string[], shell?: string): Promise<CliRun> {
  const command = [process.execPath, ...nodeArguments, main, ...args];
  const [program, ...rest] = shell === undefined ? command : ['sh', '-c', shell, 'sh', ...command];
  const { INIT_CWD: _unset, ...env } = process.env;
  return ended(spawn(program ?? '', rest, { env, stdio: ['ignore', 'pipe', 'pipe'] }));
}

/** Waits for a child that has its output piped. */
export async function ended(child: ChildProcess): Promise<CliRun> {
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name]?.setEncoding('utf8').on('data', (text: string) => (texts[name] += text));
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (...outcome) => resolve(outcome));
  });
  const line = texts.stdout.trimEnd().split('\n').at(-1) ?? '';
  return { code, signal, ...texts, last: line.startsWith('{') || line.startsWith('[') ? JSON.parse(line) : undefined };
}
