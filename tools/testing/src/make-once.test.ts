import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeOnce } from './make-once.ts';
import { temporaryFolder } from './temporary-folder.ts';

test('makes a folder once for all who ask at the same time', async () => {
  const folder = join(temporaryFolder(), 'tools/one');
  let made = 0;
  const make = async (): Promise<void> => {
    made += 1;
    await new Promise((resolve) => setTimeout(resolve, 50));
    mkdirSync(folder);
  };

  expect(await Promise.all([makeOnce(folder, make), makeOnce(folder, make), makeOnce(folder, make)])).toEqual([folder, folder, folder]);
  expect(made).toBe(1);
});

test('makes it anew when it was left unfinished by a process that has died', async () => {
  const folder = join(temporaryFolder(), 'one');
  mkdirSync(folder);
  writeFileSync(join(folder, 'half'), '');
  mkdirSync(`${folder}.lock`);
  writeFileSync(join(`${folder}.lock`, 'owner'), '2147483646');

  await makeOnce(folder, async () => mkdirSync(folder));

  expect(existsSync(join(folder, 'half'))).toBe(false);
});

test('fails when making fails, and the next one tries again', async () => {
  const folder = join(temporaryFolder(), 'one');

  await expect(makeOnce(folder, () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
  await makeOnce(folder, async () => mkdirSync(folder));
  expect(existsSync(folder)).toBe(true);
});
