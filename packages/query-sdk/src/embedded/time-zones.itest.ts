import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { timeAnswers } from '../__fixtures__/time-answers.ts';

test('answers are the same whatever the time zone of the process and its engine', async () => {
  const zone = 'America/St_Johns';
  const program = `import { timeAnswers } from ${JSON.stringify(new URL('../__fixtures__/time-answers.ts', import.meta.url).href)}; console.log(await timeAnswers());`;
  const args = ['--conditions=@logex/source', '--no-warnings', '--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, TZ: zone } });
  const here = JSON.parse(await timeAnswers()) as { zone: string; day: unknown[] };

  expect(here.day).toHaveLength(10);
  expect(here.zone).not.toBe(zone);
  expect(JSON.parse(stdout)).toEqual({ ...here, zone });
});
