import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runnerFolder } from './runner-jars.ts';

const pom = readFileSync(join(runnerFolder, 'pom.xml'), 'utf8');
const versions = JSON.parse(readFileSync(join(runnerFolder, '../versions.json'), 'utf8')) as {
  readonly java: string;
  readonly scala: string;
  readonly maven: Readonly<Record<string, { readonly version: string }>>;
};

const properties = [...pom.matchAll(/<([a-z0-9-]+)\.version>([^<]+)</g)].map(([, name, value]) => [name ?? '', value ?? ''] as const);

test.each(properties)('the pom has the version of %s that images/versions.json has', (name, version) => {
  const wanted = name === 'java' || name === 'scala' ? versions[name] : versions.maven[name]?.version;

  expect(version).toBe(wanted);
});

test('every dependency of the pom has its version from a property', () => {
  const [, dependencies = ''] = /<dependencies>([^]*)<\/dependencies>/.exec(pom) ?? [];
  const found = [...dependencies.matchAll(/<version>([^<]*)</g)].map(([, version]) => version);

  expect(found.length).toBeGreaterThan(4);
  expect(found.filter((version) => !/^\$\{[a-z0-9-]+\.version\}$/.test(version ?? ''))).toEqual([]);
});
