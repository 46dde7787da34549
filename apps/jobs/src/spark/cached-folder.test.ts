import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@logex/testing';
import { expect, test } from 'vitest';
import { cachedFolder } from './cached-folder.ts';

test('a folder is made once, whoever asks for it at the same time, and is there as a whole', async () => {
  const folder = join(temporaryFolder(), 'deep/jars');
  let makers = 0;
  const make = async (temporary: string): Promise<void> => {
    makers += 1;
    await writeFile(join(temporary, 'a'), String(makers));
  };

  expect(await Promise.all([cachedFolder(folder, make), cachedFolder(folder, make), cachedFolder(folder, make)])).toEqual([folder, folder, folder]);

  expect([makers, await readFile(join(folder, 'a'), 'utf8')]).toEqual([1, '1']);
});

test('the lock of a process that is gone is taken over, and a folder that failed is made anew', async () => {
  const folder = join(temporaryFolder(), 'jars');
  await mkdir(`${folder}.lock`);
  // No process has a number so high.
  await writeFile(`${folder}.lock/owner`, '4194305');

  await expect(cachedFolder(folder, () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
  await cachedFolder(folder, (temporary) => writeFile(join(temporary, 'a'), 'whole'));

  expect(await readFile(join(folder, 'a'), 'utf8')).toBe('whole');
});
