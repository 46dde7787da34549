import { expect, test } from 'vitest';
import { completeLock } from './complete-lock.ts';

const engine = { version: '1.0.0', optionalDependencies: { '@engine/lib-darwin-arm64': '2.0.0', '@engine/lib-linux-x64-gnu': '2.0.0' } };

test('adds an entry for each missing platform, in order, and keeps the rest', () => {
  const lock = { lockfileVersion: 3, packages: { '': { version: '0.1.0' }, 'node_modules/engine': engine, 'node_modules/zod': { version: '4.0.0' } } };

  const complete = completeLock(lock);

  expect(complete.lockfileVersion).toBe(3);
  expect(Object.keys(complete.packages)).toEqual([
    '',
    'node_modules/@engine/lib-darwin-arm64',
    'node_modules/@engine/lib-linux-x64-gnu',
    'node_modules/engine',
    'node_modules/zod',
  ]);
  expect(complete.packages).toMatchObject({
    'node_modules/@engine/lib-darwin-arm64': { version: '2.0.0', os: ['darwin'], cpu: ['arm64'], optional: true },
    'node_modules/@engine/lib-linux-x64-gnu': { version: '2.0.0', os: ['linux'], cpu: ['x64'], libc: ['glibc'], optional: true },
  });
});

test('gives back the same lock when nothing is missing', () => {
  const packages = { 'node_modules/zod': { version: '4.0.0' } };
  const lock = { packages };

  expect(completeLock(lock)).toBe(lock);
});

test('fails when the platform cannot be read from the name, or the version is a range', () => {
  const withOptional = (name: string, version: string): (() => unknown) => () =>
    completeLock({ packages: { 'node_modules/a': { optionalDependencies: { [name]: version } } } });

  expect(withOptional('fsevents', '2.3.3')).toThrow('cannot complete the lock with fsevents@2.3.3');
  expect(withOptional('a-linux-x64', '^1.0.0')).toThrow('cannot complete the lock with a-linux-x64@^1.0.0');
});
