import { expect, test } from 'vitest';
import type { DeployerEvent } from '../events.ts';
import { orderSteps } from './order-steps.ts';
import { runSteps } from './run-steps.ts';
import type { Step } from './step.ts';

const step = (id: string, needs: readonly string[], done?: boolean): Step<string[]> => ({
  id,
  title: id,
  needs,
  run: async (log) => void log.push(id),
  ...(done === undefined ? {} : { isDone: async () => done }),
});

test('each step comes after what it needs; ties keep their order', () => {
  expect(orderSteps([step('c', ['b']), step('a', []), step('b', ['a']), step('d', [])]).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
});

test('fails when steps wait for each other, or for one that does not exist', () => {
  expect(() => orderSteps([step('a', ['b']), step('b', ['a'])])).toThrow('a (needs b), b (needs a) can never start');
  expect(() => orderSteps([step('a', ['x'])])).toThrow('a (needs x) can never start');
});

test('a step that is done is not run, and its followers are', async () => {
  const [log, events]: [string[], DeployerEvent[]] = [[], []];

  await runSteps([step('a', [], true), step('b', ['a'], false)], log, (event) => events.push(event));

  expect(log).toEqual(['b']);
  expect(events.map(({ type }) => type)).toEqual(['step-kept', 'step-started', 'step-finished']);
});

test('fails when a step fails, and runs none after it', async () => {
  const log: string[] = [];
  const broken: Step<string[]> = { id: 'a', title: 'a', needs: [], run: () => Promise.reject(new Error('broken')) };

  await expect(runSteps([broken, step('b', ['a'])], log, () => undefined)).rejects.toThrow('broken');
  expect(log).toEqual([]);
});
