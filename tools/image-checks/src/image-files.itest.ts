import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { mavenProject, pythonEnvironment, temporaryFolder } from '@logex/testing';
import { expect, test } from 'vitest';
import { imagesFolder } from './image-versions.ts';

const run = promisify(execFile);
const folder = fileURLToPath(imagesFolder);
const workspace = join(folder, '..');

test.each(globSync('*/Dockerfile', { cwd: folder }).sort())('hadolint finds nothing in %s', { timeout: 300_000 }, async (file) => {
  const { stdout } = await run(join(await pythonEnvironment('hadolint'), 'hadolint'), ['--no-color', join(folder, file)]);

  expect(stdout).toBe('');
});

test.each(['.ci/run', ...globSync('images/*/*.sh', { cwd: workspace }).sort()])('shellcheck finds nothing in %s', { timeout: 300_000 }, async (file) => {
  const { stdout } = await run(join(await pythonEnvironment('shellcheck'), 'shellcheck'), [join(workspace, file)]);

  expect(stdout).toBe('');
});

/** The checkout may lie where only its owner looks. */
const mayRead = ['--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search'];

/** Runs an image's smoke script on this machine, as a user who is not root, on the jars that the image's build makes. */
async function smoke(image: string, settings: Readonly<Record<string, string>>): Promise<string> {
  const home = temporaryFolder();
  chmodSync(home, 0o777);
  const command = [join(folder, image, 'smoke.sh')];
  if (process.getuid?.() === 0) command.unshift('setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', ...mayRead);
  const [program = '', ...args] = command;
  return (await run(program, args, { env: { PATH: process.env['PATH'], HOME: home, ...settings } })).stdout;
}

test('the smoke script of the metastore image passes', { timeout: 300_000 }, async () => {
  expect(await smoke('hive-metastore', { METASTORE_JARS: await mavenProject(join(folder, 'hive-metastore')) })).toBe('smoke: passed\n');
});

test('the smoke script of the Spark image passes', { timeout: 600_000 }, async () => {
  const flags = /<spark\.jvm\.flags>([^<]*)</u.exec(readFileSync(join(folder, 'spark/pom.xml'), 'utf8'))?.[1] ?? '';

  expect(await smoke('spark', { SPARK_JARS: await mavenProject(join(folder, 'spark')), SPARK_JVM_FLAGS: flags })).toBe('smoke: passed\n');
});

test('the Spark image has all jars that its base lacks', { timeout: 600_000 }, async () => {
  const listed = /-DincludeArtifactIds=(\S+)/u.exec(readFileSync(join(folder, 'spark/Dockerfile'), 'utf8'))?.[1]?.split(',') ?? [];
  const own = execFileSync('sed', ['-n', 's/.*<artifactId>\\(iceberg-[^<]*\\|hadoop-aws\\|re2j\\)<.*/\\1/p', join(folder, 'spark/pom.xml')], { encoding: 'utf8' });
  const jars = globSync('*.jar', { cwd: await mavenProject(join(folder, 'spark')) });

  for (const artifact of own.trim().split('\n')) expect(listed).toContain(artifact.replace(/\$\{scala\.version\}/u, '2.12'));
  for (const artifact of listed) expect(jars.filter((jar) => jar.startsWith(`${artifact}-`))).toHaveLength(1);
});
