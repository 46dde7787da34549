import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { imagesFolder, imageVersions, requiredArguments } from './image-versions.ts';

const folder = fileURLToPath(imagesFolder);
const read = (file: string): string => readFileSync(new URL(file, imagesFolder), 'utf8');
const dockerfiles = globSync('*/Dockerfile', { cwd: folder }).sort();
const poms = globSync('*/pom.xml', { cwd: folder }).sort();
const versions = imageVersions();

test('there is a Dockerfile and a pom for each image', () => {
  expect(dockerfiles).toEqual(['hive-metastore/Dockerfile', 'spark/Dockerfile']);
  expect(poms).toEqual(['hive-metastore/pom.xml', 'spark/pom.xml']);
});

describe.each(dockerfiles)('%s', (file) => {
  const text = read(file);

  test('builds on images of versions.json only', () => {
    const bases = [...text.matchAll(/^FROM (\S+)/gmu)].map(([, base]) => base);
    const stages = [...text.matchAll(/ AS (\S+)$/gmu)].map(([, stage]) => stage);

    expect(bases.filter((base) => !stages.includes(base))).toEqual(requiredArguments(text).map((name) => `\${${name}}`));
    for (const name of requiredArguments(text)) expect(versions.images).toHaveProperty(name);
  });

  test('names no version of its own', () => {
    expect(text).not.toMatch(/\d+\.\d+\.\d+/u);
  });

  test('ends as a numbered user who is not root', () => {
    expect([...text.matchAll(/^USER (.*)$/gmu)].at(-1)?.[1]).toBe('185:185');
  });
});

test('spark has a target for each job on one runtime', () => {
  expect([...read('spark/Dockerfile').matchAll(/^FROM runtime AS (\S+)$/gmu)].map(([, target]) => target)).toEqual(['spark-ingest', 'spark-aggregate']);
});

describe.each(poms)('%s', (file) => {
  const properties = [...read(file).matchAll(/<([\w-]+)\.(version|sha256)>([^<$]+)</gu)];
  const expected = (name: string, kind: string): string | undefined => {
    if (kind === 'sha256') return versions.checksums[name]?.sha256;
    return name === 'java' || name === 'scala' ? versions[name] : versions.maven[name]?.version;
  };

  test.each(properties.map(([, name, kind, value]) => [String(name), String(kind), String(value)] as const))('%s.%s is that of versions.json', (name, kind, value) => {
    expect(value).toBe(expected(name, kind));
  });
});
