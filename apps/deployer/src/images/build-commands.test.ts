import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectGolden, temporaryFolder } from '@logex/testing';
import { expect, test } from 'vitest';
import { containerTools } from '../engines/container-tool-name.ts';
import { commandLine } from '../engines/container-tool.ts';
import { baseImages } from './base-images.ts';
import { buildCommands, type BuildRequest } from './build-commands.ts';
import { imageTag } from './image-tag.ts';
import { loginCommand } from './login-command.ts';
import { nodePlatforms } from './node-platforms.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const request: Omit<BuildRequest, 'tool'> = {
  target: 'spark-ingest',
  folder: 'images/spark',
  address: '111122223333.dkr.ecr.eu-central-1.amazonaws.com/weblogs/spark',
  tag: 'spark-ingest-0123456789ab',
  platforms: ['linux/amd64', 'linux/arm64'],
  baseImages: { SPARK_IMAGE: `docker.io/apache/spark:3@${digest}` },
  push: true,
};

test('each tool signs in, builds for all platforms and pushes with these commands', () => {
  const blocks = containerTools.map((tool) => {
    const commands = [loginCommand(tool, '111122223333.dkr.ecr.eu-central-1.amazonaws.com', 'AWS'), ...buildCommands({ ...request, tool })];
    const local = buildCommands({ ...request, tool, push: false, platforms: ['linux/amd64'] });
    return [`# ${tool}`, ...commands.map(commandLine), '# without a push, for one platform', ...local.map(commandLine)].join('\n');
  });

  expectGolden(`${blocks.join('\n\n')}\n`, new URL('__golden__/build-commands.txt', import.meta.url));
});

test('platforms are those of the nodes', () => {
  expect(nodePlatforms({ node_size: ['m6i.xlarge', 'm7i-flex.large', 'g4dn.xlarge'], sys_node_size: ['c5.large'] })).toEqual(['linux/amd64']);
  expect(nodePlatforms({ node_size: ['r8gd.xlarge', 'x2gd.large', 'im4gn.large', 'c7gn.large', 't4g.small', 'a1.large', 'g5g.xlarge'], sys_node_size: ['m6g.large'] })).toEqual(['linux/arm64']);
  expect(nodePlatforms({ node_size: ['m6i.xlarge'], sys_node_size: ['m7g.large'] })).toEqual(['linux/amd64', 'linux/arm64']);
});

test('a tag changes with what goes into the image, and with nothing else', () => {
  const folder = temporaryFolder();
  const write = (file: string, text: string): void => {
    mkdirSync(join(folder, 'target'), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  const tag = (platforms = ['linux/amd64']): string => imageTag({ name: 'spark', folder, baseImages: {}, platforms });
  write('Dockerfile', 'FROM scratch\n');
  const before = tag();
  write('target/left.jar', 'of a build');
  write('README.md', 'words');

  expect([before, tag(), /^spark-[0-9a-f]{12}$/u.test(before)]).toEqual([before, before, true]);
  write('start.sh', 'exec java\n');
  expect(new Set([before, tag(), tag(['linux/arm64'])]).size).toBe(3);
});

test('base images are taken by digest, and an own one in place of that of the versions', () => {
  const dockerfile = 'ARG BUILD_IMAGE\nARG JAVA_IMAGE\nARG OPTION=1\n';
  const images = { BUILD_IMAGE: { reference: 'docker.io/library/maven:3', digest }, JAVA_IMAGE: { reference: 'docker.io/library/java:17', digest: null } };
  const own = [`JAVA_IMAGE=registry.example/java@${digest}`];

  expect(baseImages({ dockerfile, images, own, placeholder: false })).toEqual({ references: { BUILD_IMAGE: `docker.io/library/maven:3@${digest}`, JAVA_IMAGE: `registry.example/java@${digest}` }, placeholders: [] });
  expect(baseImages({ dockerfile, images, placeholder: true }).placeholders).toEqual(['JAVA_IMAGE']);
});

test('fails when a base image has no digest, no name, or no entry', () => {
  const code = (own: readonly string[], dockerfile = 'ARG JAVA_IMAGE\n'): unknown => {
    try {
      return baseImages({ dockerfile, images: { JAVA_IMAGE: { reference: 'docker.io/library/java:17', digest: null } }, own, placeholder: false });
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  expect([code([]), code(['JAVA_IMAGE=java:17']), code([], 'ARG OTHER\n')]).toEqual(['deployer/base-unknown', 'deployer/base-not-pinned', 'deployer/argument-unknown']);
});
