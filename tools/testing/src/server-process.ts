import { spawn, type ChildProcess } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { afterAll } from 'vitest';

/** A server that runs as a process of its own. */
export interface ServerProcess {
  /** What it has printed so far, on both outputs. */
  readonly log: () => string;
  /** Asks it to stop and waits for its end; after 20 seconds it is killed. Has no effect on one that has ended. */
  readonly stop: () => Promise<void>;
  /** Ends it at once, as a crash of the machine would. */
  readonly kill: () => Promise<void>;
}

/** What starts a server. */
export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it answers. It is asked until it says yes; a thrown error counts as no. */
  readonly ready: () => Promise<boolean>;
}

const running = new Set<ChildProcess>();

// Whatever ends a test file, no server outlives it.
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
afterAll(() => Promise.all([...running].map((child) => end(child, 'SIGTERM'))));

/**
 * Starts a server and waits until it is ready. It is stopped after the last test of the file, if it has not been before.
 *
 * @throws Error with the end of its output, when it ends before it is ready, or is not ready within three minutes.
 */
export async function startServer({ command, args, env = {}, ready }: ServerCommand): Promise<ServerProcess> {
  const child = spawn(command, [...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.on('error', (error) => (output += String(error)));
  const server = { log: () => output, stop: () => end(child, 'SIGTERM'), kill: () => end(child, 'SIGKILL') };
  for (const deadline = Date.now() + 180_000; !(await ready().catch(() => false)); ) {
    const ended = child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
    if (ended || Date.now() > deadline) {
      await server.kill();
      throw new Error(`${command} ${ended ? 'ended before it was ready' : 'was not ready within three minutes'}:\n${output.slice(-4000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return server;
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  running.delete(child);
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
  child.kill(signal);
  await ended;
  clearTimeout(late);
}

/** A port of 127.0.0.1 that nothing listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('a server on a port has no port');
  return address.port;
}

/** Whether something accepts connections on a port of 127.0.0.1. */
export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const answer = (open: boolean): void => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
  });
}
