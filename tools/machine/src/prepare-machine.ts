import { spawnSync } from 'node:child_process';
import { machineTools, type MachineToolName } from './machine-tool.ts';

/**
 * Sees to it that the machine has the tools: what is missing is installed by `apt-get`, as root or through `sudo` where that
 * asks for no password.
 *
 * @throws Error that names what is missing and the one command that installs it, where this process may not, or it fails.
 */
export function prepareMachine(names: readonly MachineToolName[], say: (line: string) => void): void {
  const missing = names.filter((name) => machineTools[name].missing() !== undefined);
  if (missing.length === 0) return;
  const packages = missing.flatMap((name) => machineTools[name].packages);
  const prefix = privilege();
  if (prefix === undefined) throw new Error(notPrepared(missing, 'this process may not install it'));
  say(`installing ${missing.map((name) => machineTools[name].title).join(', ')}`);
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', ...packages]]) {
    const [program = '', ...rest] = [...prefix, 'apt-get', ...args];
    const { status } = spawnSync(program, rest, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    if (status !== 0) throw new Error(notPrepared(missing, `apt-get ${args[0]} failed`));
  }
  const still = missing.filter((name) => machineTools[name].missing() !== undefined);
  if (still.length > 0) throw new Error(notPrepared(still, 'it was installed, and is not what is found'));
}

/** How `apt-get` is started with the right to install; `undefined` where it cannot be. */
function privilege(): readonly string[] | undefined {
  if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) return undefined;
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['--non-interactive', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '--non-interactive', 'DEBIAN_FRONTEND=noninteractive'] : undefined;
}

function notPrepared(missing: readonly MachineToolName[], why: string): string {
  const found = missing.map((name) => `${machineTools[name].title}: ${machineTools[name].missing()}`);
  const packages = missing.flatMap((name) => machineTools[name].packages).join(' ');
  return `this machine lacks ${found.join('; ')}. ${why[0]?.toUpperCase()}${why.slice(1)}. On Debian, run: sudo apt-get install --yes --no-install-recommends ${packages}`;
}
