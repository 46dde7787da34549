import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { entriesWithHost, missingPackages, type LockFile } from './lock-file.ts';

const text = readFileSync(join(import.meta.dirname, '../../../package-lock.json'), 'utf8');
const lock = JSON.parse(text) as LockFile;

test('the lock has an entry for every platform (else run: npm run lock:complete)', () => {
  expect(missingPackages(lock)).toEqual([]);
});

test('the lock names no registry host (else set omit-lockfile-registry-resolved=true and install again)', () => {
  expect(entriesWithHost(lock)).toEqual([]);
  expect(text).not.toMatch(/"resolved": "[^"]*:/u);
});

test('fails when an optional dependency has no entry at the root or beside its parent', () => {
  const parent = { optionalDependencies: { hoisted: '1.0.0', nested: '1.0.0', absent: '1.0.0' } };
  const packages = { 'node_modules/a': parent, 'node_modules/hoisted': {}, 'node_modules/a/node_modules/nested': {} };

  expect(missingPackages({ packages })).toEqual([{ name: 'absent', version: '1.0.0' }]);
});

test('fails when an entry was resolved from a host', () => {
  const packages = { 'node_modules/a': { resolved: 'https://registry.example/a.tgz' }, 'node_modules/b': { resolved: 'packages/b', link: true } };

  expect(entriesWithHost({ packages })).toEqual(['node_modules/a']);
});

test('asks for no entry of a package that comes inside another package', () => {
  const packages = { 'node_modules/a/node_modules/b': { inBundle: true, optionalDependencies: { absent: '1.0.0' } } };

  expect(missingPackages({ packages })).toEqual([]);
});
