import { temporaryFolder } from '@logex/testing';
import { expect, test } from 'vitest';
import { maven } from './runner-jars.ts';

test("the runner's own tests pass", async () => {
  await expect(maven('testing the runner', ['test', `-Dbuild.folder=${await temporaryFolder()}`])).resolves.toBeTypeOf('string');
}, 300_000);
