import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { makeOnce } from './make-once.ts';

const run = promisify(execFile);
const cache = join(import.meta.dirname, '../../../node_modules/.cache/logex-maven');

/**
 * The folder that holds the jar of a Maven project and all jars that it runs with. It is built once for each content of
 * `pom.xml` and `src/main`, below `node_modules/.cache`, with the repositories that this machine is set to.
 *
 * @param folder of the `pom.xml`; its `build.folder` property says where it builds.
 * @throws Error with Maven's own lines, when there is no Maven, or a jar or the build fails.
 */
export async function mavenProject(folder: string): Promise<string> {
  const files = ['pom.xml', ...globSync('src/main/**/*.*', { cwd: folder }).sort()];
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(join(folder, file)));
  const jars = join(cache, `${basename(folder)}-${hash.digest('hex').slice(0, 16)}`);
  return makeOnce(jars, async () => {
    const build = mkdtempSync(join(cache, 'build-'));
    try {
      await maven(folder, [`-Dbuild.folder=${build}`, '-DskipTests', 'package', 'dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${jars}`]);
      for (const jar of globSync('*.jar', { cwd: build })) cpSync(join(build, jar), join(jars, jar));
    } finally {
      rmSync(build, { recursive: true, force: true });
    }
  });
}

async function maven(folder: string, args: readonly string[]): Promise<void> {
  try {
    await run('mvn', ['--quiet', '--batch-mode', '--strict-checksums', '--file', join(folder, 'pom.xml'), ...args], { maxBuffer: 2 ** 26 });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const lines = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('ERROR'));
    throw new Error(`Maven failed in ${folder}: ${lines.slice(0, 10).join('\n') || String(error)}`, { cause: error });
  }
}
