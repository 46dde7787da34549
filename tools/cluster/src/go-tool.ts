import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';

/** Programs that come as Go modules, by name. */
const tools = {
  helm: 'helm.sh/helm/v3/cmd/helm@v3.22.0',
  'kube-score': 'github.com/zegl/kube-score/cmd/kube-score@v1.20.0',
  'controller-gen': 'sigs.k8s.io/controller-tools/cmd/controller-gen@v0.20.1',
} as const;

/** Name of a program. */
export type GoToolName = keyof typeof tools;

function toolPath(name: GoToolName): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return join(cache, 'logex', 'go-tools', `${name}-${basename(tools[name]).replace(/^.*@/u, '')}`, name);
}

/** A program, if it has been built on this machine; nothing is built. */
export function builtGoTool(name: GoToolName): string | undefined {
  const path = toolPath(name);
  return existsSync(path) ? path : undefined;
}

/**
 * A program, built from the Go module proxy where this machine does not have it yet.
 *
 * @throws Error where there is no Go, or it fails.
 */
export function buildGoTool(name: GoToolName, say: (line: string) => void): string {
  const path = toolPath(name);
  if (existsSync(path)) return path;
  const folder = join(path, '..');
  mkdirSync(folder, { recursive: true });
  say(`building ${tools[name]}`);
  const { status, error } = spawnSync('nice', ['-n', '15', 'go', 'install', '-trimpath', '-buildvcs=false', '-ldflags', '-s -w', tools[name]], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, GOBIN: folder, CGO_ENABLED: '0' },
  });
  if (status !== 0) throw new Error(`building ${name}: ${error === undefined ? `go install ended with ${status}` : error.message}`);
  return path;
}
