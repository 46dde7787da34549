import { spawn, type ChildProcess } from 'node:child_process';
import { connect, createServer } from 'node:net';

/** A process of a control plane. */
export interface Part {
  /** The end of what it has printed. */
  readonly log: () => string;
  /** Whether it still runs. */
  readonly runs: () => boolean;
  /** Asks it to stop and waits for its end; after ten seconds it is killed. */
  readonly stop: () => Promise<void>;
}

const running = new Set<ChildProcess>();

// Whatever ends this process, no part outlives it.
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Starts a part: a name of the program's parts and its flags. Its environment is empty, so that no proxy of this machine is asked. */
export function startPart(program: string, name: string, flags: Readonly<Record<string, string>>): Part {
  const child = spawn(program, [name, ...Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`)], { stdio: ['ignore', 'pipe', 'pipe'], env: {} });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-8000)));
  const runs = (): boolean => child.exitCode === null && child.signalCode === null;
  return { log: () => output, runs, stop: () => end(child, runs) };
}

async function end(child: ChildProcess, runs: () => boolean): Promise<void> {
  running.delete(child);
  if (!runs()) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(late);
}

/** Ports of 127.0.0.1 that nothing listens on at the moment. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
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
