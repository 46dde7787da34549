import { expect, test } from 'vitest';
import { executorSize } from './executor-size.ts';

test.each([
  ['m6i.xlarge', { cores: 3, memoryMib: 10690, perNode: 1 }],
  ['r6i.2xlarge', { cores: 3, memoryMib: 23040, perNode: 2 }],
  ['c6i.large', { cores: 1, memoryMib: 1843, perNode: 1 }],
  ['m6i.4xlarge', { cores: 3, memoryMib: 11520, perNode: 4 }],
])('an executor fits on %s', (type, size) => {
  expect(executorSize(type)).toEqual(size);
});
