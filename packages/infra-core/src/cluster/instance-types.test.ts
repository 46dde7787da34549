import { expect, test } from 'vitest';
import { architectureOf, checkInstanceTypes, instanceTypesLike } from './instance-types.ts';

test('lists siblings of a type, the type first', () => {
  expect(instanceTypesLike('m5.2xlarge')).toEqual(['m5.2xlarge', 'm6i.2xlarge', 'm6a.2xlarge', 'm5a.2xlarge', 'm7i.2xlarge']);
  expect(instanceTypesLike('r7g.xlarge')).toEqual(['r7g.xlarge', 'r6g.xlarge']);
  expect(instanceTypesLike('t3.large')).toEqual(['t3.large']);
  expect(instanceTypesLike('m6idn.large')).toEqual(['m6idn.large']);
});

test('tells Graviton from the rest', () => {
  expect(['m7g.large', 'c6gn.xlarge', 'm6i.large', 'g5.xlarge', 't3.small'].map(architectureOf)).toEqual(['arm64', 'arm64', 'x86_64', 'x86_64', 'x86_64']);
});

test.each([
  [['m6i.large', 'm6i.xlarge'], 'infra/instance-types-differ'],
  [['m6i.large', 'm6g.large'], 'infra/instance-types-differ'],
  [['m6i.large', 'm6i.large'], 'infra/list-not-allowed'],
  [[], 'infra/list-not-allowed'],
  [['large'], 'infra/text-not-allowed'],
])('fails when a group is to mix %j', (types, code) => {
  expect(() => checkInstanceTypes('cluster.executorInstanceTypes', types)).toThrow(expect.objectContaining({ code }));
});
