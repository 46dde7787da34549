import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { promisify } from 'node:util';
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr';
import { imageRegistry, startMockAws, type ImageRegistry, type MockAws } from '@logex/aws-checks';
import { temporaryFolder } from '@logex/testing';
import { afterAll } from 'vitest';
import type { CommandContext, CommandResult } from '../commands/command-context.ts';
import { runCli, type CliRun } from './run-cli.ts';
import { runHere, type HereRun } from './run-here.ts';

/** A user's folder, an account whose ECR is a mock before a real registry, and a public registry. */
export interface ImageAccount {
  readonly folder: string;
  readonly mock: MockAws;
  readonly run: (...args: string[]) => Promise<CliRun>;
  /** The same in this process. */
  readonly here: <Options, Value>(command: (context: CommandContext, options: Options) => Promise<CommandResult>, options: Options) => Promise<HereRun<Value>>;
  /** Where public images are. */
  readonly source: ImageRegistry;
  /** What is behind ECR. */
  readonly target: ImageRegistry;
  readonly read: (file: string) => string;
}

const project = 'weblogs';

const running: MockAws[] = [];
afterAll(() => Promise.all(running.map((mock) => mock.stop())));

/** Stopped after the last test of the file: the project's repositories, a small public image for two platforms, and two images that build on it. */
export async function imageAccount(): Promise<ImageAccount> {
  const [source, target] = [await imageRegistry({ access: 'tokens' }), await imageRegistry({ access: 'ecr' })];
  const mock = await startMockAws({ registry: target });
  running.push(mock);
  const folder = temporaryFolder();
  const environment = { ...mock.env, ...source.env, ...buildahEnvironment(folder), PROJECT: project, AWS_REGION: 'us-east-1' };
  const client = new ECRClient({ region: 'us-east-1', endpoint: mock.env['AWS_ENDPOINT_URL'] ?? '', credentials: { accessKeyId: 'mock', secretAccessKey: 'mock' } });
  for (const name of ['spark', 'hive-metastore', 'mirror/clickhouse-server']) {
    await client.send(new CreateRepositoryCommand({ repositoryName: `${project}/${name}`, imageTagMutability: 'IMMUTABLE', imageScanningConfiguration: { scanOnPush: true } }));
  }
  const reference = `${source.host}/public/base:1.0`;
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  write('base/Dockerfile', 'FROM scratch\nCOPY content /content\n');
  write('base/content', 'a layer\n');
  write('images/versions.json', `{\n  "java": "17",\n  "images": {\n    "BUILD_IMAGE": { "reference": "${reference}", "digest": null },\n    "OTHER_IMAGE": { "reference": "${source.host}/public/none:1", "digest": null }\n  },\n  "mirrored": {\n    "clickhouse-server": { "reference": "${reference}", "digest": null }\n  }\n}\n`);
  write('images/hive-metastore/Dockerfile', 'ARG BUILD_IMAGE\nFROM ${BUILD_IMAGE} AS hive-metastore\nCOPY start.sh /start.sh\n');
  write('images/hive-metastore/start.sh', 'exec java\n');
  write('images/spark/Dockerfile', 'ARG BUILD_IMAGE\nFROM ${BUILD_IMAGE} AS runtime\nFROM runtime AS spark-ingest\nLABEL job=ingest\nFROM runtime AS spark-aggregate\nLABEL job=aggregate\n');
  const buildah = (...args: string[]): Promise<unknown> => promisify(execFile)('buildah', args, { cwd: folder, env: { ...process.env, ...environment } });
  await buildah('build', '--platform', 'linux/amd64,linux/arm64', '--manifest', 'localhost/base', 'base');
  await buildah('manifest', 'push', '--all', 'localhost/base', `docker://${reference}`);
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(source.env.SSL_CERT_FILE, 'utf8')]);
  return { folder, mock, source, target, here: (command, options) => runHere(command, options, folder, environment), run: (...args) => runCli(folder, [...args, '--json'], environment), read: (file) => readFileSync(join(folder, file), 'utf8') };
}

/** Images, signing in and locks below one folder; steps run without namespaces of their own. */
function buildahEnvironment(folder: string): Readonly<Record<string, string>> {
  const [storage, logins] = [join(folder, 'storage.conf'), join(folder, 'auth.json')];
  writeFileSync(logins, '{}');
  writeFileSync(storage, `[storage]\ndriver = "vfs"\ngraphroot = "${join(folder, 'storage')}"\nrunroot = "${join(folder, 'run')}"\n`);
  return { CONTAINERS_STORAGE_CONF: storage, BUILDAH_ISOLATION: 'chroot', REGISTRY_AUTH_FILE: logins };
}
