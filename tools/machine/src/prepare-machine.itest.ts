import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@logex/testing';
import { expect, test } from 'vitest';

const main = join(import.meta.dirname, 'main.ts');

/** A PATH with a shell and nothing else, as on a bare machine. */
function bareMachine(): { readonly bin: string; readonly log: string; readonly program: (name: string, text: string) => void } {
  const folder = temporaryFolder();
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  chmodSync(folder, 0o777);
  for (const name of ['sh', 'touch', 'chmod']) symlinkSync(join('/bin', name), join(bin, name));
  const program = (name: string, text: string): void => writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  return { bin, log: join(folder, 'log'), program };
}

function prepare(bin: string, tools: readonly string[], asUser: readonly string[] = []): { readonly status: number | null; readonly output: string } {
  const [program = '', ...args] = [...asUser, process.execPath, main, ...tools];
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env: { PATH: bin } });
  return { status, output: stdout + stderr };
}

/** The command in front that gives up the rights of an administrator; they are needed by the test, not the tool. */
const nobody = process.getuid?.() === 0 ? ['/usr/bin/setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search'] : [];

test('does nothing on a machine that has everything', () => {
  const { bin, program, log } = bareMachine();
  program('mvn', '');
  program('apt-get', `echo "$@" >> ${log}`);

  expect(prepare(bin, ['maven'])).toEqual({ status: 0, output: '' });
  expect(existsSync(log)).toBe(false);
});

test.each([
  ['as root', 'apt-get', [] as readonly string[]],
  ['through sudo', 'sudo', nobody],
])('installs what is missing %s', (_, through, asUser) => {
  const { bin, program, log } = bareMachine();
  writeFileSync(log, '');
  chmodSync(log, 0o666);
  chmodSync(bin, 0o777);
  const install = `echo "$@" >> ${log}; for last; do :; done; [ "$last" = maven ] && touch ${bin}/mvn; true`;
  program('apt-get', through === 'apt-get' ? install : '[ "$1" = --version ]');
  if (through === 'sudo' || process.getuid?.() !== 0) program('sudo', install);

  const run = prepare(bin, ['maven'], asUser);

  expect(run).toEqual({ status: 0, output: 'installing Maven\n' });
  expect(readFileSync(log, 'utf8')).toMatch(/update\n.*install --yes --no-install-recommends maven\n$/u);
});

test('fails when apt-get cannot install, and names the command', () => {
  const { bin, program } = bareMachine();
  program('apt-get', '[ "$1" = --version ]');
  program('sudo', '[ "$2" = true ]');

  const run = prepare(bin, ['jdk', 'maven', 'python']);

  expect(run.status).toBe(3);
  expect(run.output).toContain('this machine lacks JDK 17: there is no java, no javac; Maven: there is no mvn; Python 3 with venv: there is no python3. Apt-get update failed.');
  expect(run.output).toContain('sudo apt-get install --yes --no-install-recommends openjdk-17-jdk-headless maven python3-venv');
});

test('fails when this process may not install', () => {
  const { bin, program } = bareMachine();
  program('apt-get', 'true');
  program('sudo', 'exit 1');

  expect(prepare(bin, ['maven'], nobody)).toMatchObject({ status: 3, output: expect.stringContaining('This process may not install it. On Debian, run: sudo apt-get install') as string });
});

test('fails when there is no apt-get', () => {
  expect(prepare(bareMachine().bin, ['maven'])).toMatchObject({ status: 3, output: expect.stringContaining('This process may not install it') as string });
});

test('fails when Java is another one', () => {
  const { bin, program } = bareMachine();
  program('java', '');
  program('javac', 'echo javac 21.0.4');

  expect(prepare(bin, ['jdk'])).toMatchObject({ status: 3, output: expect.stringContaining('JDK 17: the first javac of the PATH is javac 21.0.4') as string });
});

test('fails when a tool has no such name', () => {
  expect(prepare(bareMachine().bin, ['cobol'])).toEqual({ status: 2, output: 'which tools? jdk, maven, mariadb, python, registry, buildah\n' });
});
