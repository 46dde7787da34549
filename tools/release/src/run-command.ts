import { spawn } from 'node:child_process';

/** Where and how a command runs. */
export interface CommandOptions {
  readonly cwd: string;
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether what it prints goes to this process's output as well. @default false */
  readonly show?: boolean;
}

/**
 * Runs a command to its end and gives what it printed on standard output.
 *
 * @throws Error with the end of both outputs where it fails.
 */
export async function runCommand(command: string, args: readonly string[], { cwd, env = {}, show = false }: CommandOptions): Promise<string> {
  // As a shell of the user's: npm, which runs the tests, has left its own folder in INIT_CWD.
  const child = spawn(command, [...args], { cwd, env: { ...process.env, INIT_CWD: cwd, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  let all = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
    all += chunk.toString();
    if (show) process.stdout.write(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    all += chunk.toString();
    if (show) process.stderr.write(chunk);
  });
  const status = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (status !== 0) throw new Error(`'${[command, ...args].join(' ')}' ended with ${status}:\n${all.slice(-6000)}`);
  return printed;
}
