import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { buildGoTool } from './go-tool.ts';

const sources = join(import.meta.dirname, '../definitions');
const types = 'github.com/kubeflow/spark-operator/v2/api/v1beta2';

function definitionsFolder(): string {
  const hash = createHash('sha256').update(readFileSync(join(sources, 'go.mod'))).digest('hex').slice(0, 12);
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'logex', 'spark-definitions', hash);
}

/** Folder with the definitions of SparkApplication and ScheduledSparkApplication, if they have been generated on this machine. */
export function builtSparkDefinitions(): string | undefined {
  const folder = definitionsFolder();
  return existsSync(folder) ? folder : undefined;
}

/** Version of the Spark Operator whose definitions are generated, as its Go module has it. */
export function sparkOperatorVersion(): string {
  return /spark-operator\/v2 v(\S+)/u.exec(readFileSync(join(sources, 'go.mod'), 'utf8'))?.[1] ?? '';
}

/**
 * The definitions that the Spark Operator comes with, generated from its Go types where this machine does not have them yet.
 *
 * @throws Error where there is no Go, or it fails.
 */
export function buildSparkDefinitions(say: (line: string) => void): string {
  const folder = definitionsFolder();
  if (existsSync(folder)) return folder;
  const generator = buildGoTool('controller-gen', say);
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(join(folder, '..'), { recursive: true });
  say(`generating the definitions of the Spark Operator ${sparkOperatorVersion()}`);
  try {
    const args = ['crd:generateEmbeddedObjectMeta=true,maxDescLen=0', `paths=${types}`, `output:crd:dir=${unfinished}`];
    const { status, error } = spawnSync(generator, args, { cwd: sources, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, CGO_ENABLED: '0' } });
    if (status !== 0) throw new Error(`generating definitions: ${error === undefined ? `controller-gen ended with ${status}` : error.message}`);
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}
