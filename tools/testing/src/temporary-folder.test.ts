import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

const ofTests: string[] = [];
const ofTheFile = [temporaryFolder()];

beforeAll(() => {
  ofTheFile.push(temporaryFolder());
});

test('gives an empty folder of its own to each call', () => {
  ofTests.push(temporaryFolder(), temporaryFolder());

  expect(ofTests[0]).not.toBe(ofTests[1]);
  for (const folder of ofTests) {
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(join(folder, 'a.txt'), 'a');
  }
});

test('removes the folders of a test that has ended, and keeps those of the file', () => {
  expect(ofTests.map((folder) => existsSync(folder))).toEqual([false, false]);
  expect(ofTheFile.map((folder) => existsSync(folder))).toEqual([true, true]);
});
