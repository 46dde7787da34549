import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cachedFolder } from './cached-folder.ts';
import { sparkJarsUnresolved, sparkToolMissing } from './errors.ts';

const run = promisify(execFile);
const workspace = fileURLToPath(new URL('../../../../', import.meta.url));

/** Folder of the runner, its pom and its sources: in the workspace, or in the package as it is published. */
export const runnerFolder = [join(workspace, 'images/spark'), fileURLToPath(new URL('../../runner/', import.meta.url))].find((folder) => existsSync(join(folder, 'pom.xml'))) ?? workspace;

/** What starts a runner. */
export interface RunnerJars {
  /** Class path for `java -cp`. */
  readonly classPath: string;
  /** Flags that this Spark needs on this Java. */
  readonly jvmFlags: readonly string[];
  /** The class to start. */
  readonly mainClass: 'io.logex.spark.runner.Runner';
  /** Folder of the cache that the runner was built in. */
  readonly runner: string;
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
  await cachedFolder(libraries, async (folder) => {
    note('fetching the jars of Spark, once');
    await maven('fetching the jars of Spark', ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${folder}`]);
  });
  const sources = globSync('src/main/**/*.{java,properties}', { cwd: runnerFolder });
  const texts = await Promise.all(sources.sort().map((file) => readFile(join(runnerFolder, file), 'utf8')));
  const runner = join(cacheFolder(), `runner-${digest([pom, ...texts])}`);
  await cachedFolder(runner, async (folder) => {
    note('building the runner, once');
    await maven('building the runner', ['package', '-DskipTests', `-Dbuild.folder=${folder}`]);
  });
  const [jar = ''] = globSync('spark-runner-*.jar', { cwd: runner });
  return { classPath: [join(runner, jar), join(libraries, '*')].join(':'), jvmFlags: flags.trim().split(/\s+/), mainClass: 'io.logex.spark.runner.Runner', runner };
}

const digest = (texts: readonly string[]): string => createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16);

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
