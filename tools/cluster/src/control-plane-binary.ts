import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const sources = join(import.meta.dirname, '../control-plane');

/** Version of Kubernetes that is built, as its Go module has it. */
export function kubernetesVersion(): string {
  const version = /^\s*k8s\.io\/kubernetes (v[0-9.]+)$/mu.exec(readFileSync(join(sources, 'go.mod'), 'utf8'))?.[1];
  if (version === undefined) throw new Error(`${sources}/go.mod requires no version of k8s.io/kubernetes`);
  return version;
}

/** Where the program is kept once it is built; another source or version has another place. */
export function controlPlanePath(): string {
  const hash = createHash('sha256').update(process.arch);
  for (const name of ['go.mod', 'go.sum', 'main.go']) hash.update(readFileSync(join(sources, name)));
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return join(cache, 'logex', 'control-plane', `${kubernetesVersion()}-${hash.digest('hex').slice(0, 12)}`, 'control-plane');
}

/** The program, if it has been built on this machine; nothing is built. */
export function builtControlPlane(): string | undefined {
  const path = controlPlanePath();
  return existsSync(path) ? path : undefined;
}

/**
 * The program, built from the Go module proxy where this machine does not have it yet. That takes many minutes and 2 GB of
 * modules; its place is written whole or not at all.
 *
 * @throws Error where there is no Go, or it fails.
 */
export function buildControlPlane(say: (line: string) => void): string {
  const path = controlPlanePath();
  if (existsSync(path)) return path;
  if (spawnSync('go', ['version']).status !== 0) throw new Error('building a Kubernetes control plane: there is no Go; install Go 1.24 or later');
  const version = kubernetesVersion();
  const [, minor = ''] = version.split('.');
  say(`building Kubernetes ${version} with etcd; the first time this takes many minutes`);
  const began = Date.now();
  const unfinished = `${path}.${process.pid}`;
  mkdirSync(join(path, '..'), { recursive: true });
  const stamp = ['gitVersion', 'gitMajor', 'gitMinor'].map((name, place) => `-X k8s.io/component-base/version.${name}=${[version, '1', minor][place]}`);
  try {
    const { status } = spawnSync('nice', ['-n', '15', 'go', 'build', '-trimpath', '-buildvcs=false', '-ldflags', `-s -w ${stamp.join(' ')}`, '-o', unfinished, '.'], {
      cwd: sources,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, CGO_ENABLED: '0' },
    });
    if (status !== 0) throw new Error(`building a Kubernetes control plane: go build ended with ${status}`);
    renameSync(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
  say(`built after ${Math.round((Date.now() - began) / 1000)} s: ${path}`);
  return path;
}
