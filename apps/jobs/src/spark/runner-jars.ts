import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { access, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sparkJarsUnresolved, sparkToolMissing } from './errors.ts';

const run = promisify(execFile);
const workspace = fileURLToPath(new URL('../../../../', import.meta.url));

/** Folder of the runner: its pom and its sources. */
export const runnerFolder = join(workspace, 'images/spark');

/** What starts a runner. */
export interface RunnerJars {
  /** Class path for `java -cp`. */
  readonly classPath: string;
  /** Flags that this Spark needs on this Java. */
  readonly jvmFlags: readonly string[];
}

/** Folder where jars are kept: with the workspace's other caches, else below the user's cache folder. */
function cacheFolder(): string {
  const modules = join(workspace, 'node_modules');
  if (existsSync(modules)) return join(modules, '.cache/logex/spark');
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'logex/spark');
}

/**
 * Gives the jars of Spark and the runner. The first call fetches and builds them through the pom, later ones find them in the
 * cache: dependencies by the pom, the runner by its sources.
 *
 * @throws LogexError `jobs/spark-tool-missing`, `jobs/spark-jars-unresolved` (both outside).
 */
export async function runnerJars(note: (text: string) => void = () => undefined): Promise<RunnerJars> {
  const pom = await readFile(join(runnerFolder, 'pom.xml'), 'utf8');
  const flags = /<spark\.jvm\.flags>([^<]*)</.exec(pom)?.[1] ?? '';
  const libraries = join(cacheFolder(), `jars-${digest([pom])}`);
  await once(libraries, async (folder) => {
    note('fetching the jars of Spark, once');
    await maven('fetching the jars of Spark', ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${folder}`]);
  });
  const sources = globSync('src/main/**/*.{java,properties}', { cwd: runnerFolder });
  const texts = await Promise.all(sources.sort().map((file) => readFile(join(runnerFolder, file), 'utf8')));
  const runner = join(cacheFolder(), `runner-${digest([pom, ...texts])}`);
  await once(runner, async (folder) => {
    note('building the runner, once');
    await maven('building the runner', ['package', '-DskipTests', `-Dbuild.folder=${folder}`]);
  });
  return { classPath: [join(runner, 'classes'), join(libraries, '*')].join(':'), jvmFlags: flags.trim().split(/\s+/) };
}

const digest = (texts: readonly string[]): string => createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16);

/** Makes a folder once: whole or not at all, whoever else makes it at the same time. */
async function once(folder: string, make: (temporary: string) => Promise<void>): Promise<void> {
  if (await access(folder).then(() => true, () => false)) return;
  await mkdir(cacheFolder(), { recursive: true });
  const temporary = await mkdtemp(`${folder}.new-`);
  try {
    await make(temporary);
    await rename(temporary, folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Runs Maven on the pom of the runner. */
export async function maven(act: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run('mvn', ['-q', '-B', '-f', join(runnerFolder, 'pom.xml'), ...args], { maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    const { code, stdout, stderr } = error as NodeJS.ErrnoException & { readonly stdout?: string; readonly stderr?: string };
    if (code === 'ENOENT') throw sparkToolMissing('mvn', 'Maven 3.8 or newer', error);
    const faults = `${stdout ?? ''}\n${stderr ?? ''}`.split('\n').filter((line) => line.includes('ERROR'));
    throw sparkJarsUnresolved(act, faults.slice(0, 8).join('\n').trim() || String(error));
  }
}
