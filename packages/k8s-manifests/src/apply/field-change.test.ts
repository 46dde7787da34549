import { expect, test } from 'vitest';
import type { KubeObject } from '../index.ts';
import { declaredPart, droppedFields, fieldChanges } from './field-change.ts';
import { valueAt } from './value-at.ts';

const deployment = (image: string, more: object = {}): KubeObject =>
  ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a', ...more }, spec: { template: { spec: { containers: [{ name: 'log', image: 'l' }, { name: 'server', image }] } } }, status: { replicas: Number(image) } }) as KubeObject;

test('names fields by the names of list items, and leaves out what the API server writes', () => {
  const changes = fieldChanges(deployment('1', { resourceVersion: '1', generation: 1 }), deployment('2', { resourceVersion: '2', labels: { a: 'b' } }));

  expect(changes).toEqual([
    { path: 'metadata.labels', before: undefined, after: { a: 'b' } },
    { path: 'spec.template.spec.containers[server].image', before: '1', after: '2' },
  ]);
});

test('list items that came and went, and lists without names, are told by place', () => {
  const rules = (...list: readonly unknown[]): KubeObject => ({ apiVersion: 'v1', kind: 'Role', rules: list }) as unknown as KubeObject;

  expect(fieldChanges(rules('a', 'b'), rules('a', 'c', { d: 1 }))).toEqual([
    { path: 'rules[1]', before: 'b', after: 'c' },
    { path: 'rules[2]', before: undefined, after: { d: 1 } },
  ]);
});

test('values of a Secret are hidden, what kubectl last applied among them', () => {
  const secret = (value: string): KubeObject => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': value } }, data: { a: value } }) as KubeObject;

  expect(JSON.stringify(fieldChanges(secret('first'), secret('second')))).not.toMatch(/first|second/u);
  expect(fieldChanges(secret('first'), secret('second'))).toHaveLength(2);
});

test('fields that were sent and did not arrive are found; empty ones and the texts of a Secret are not missed', () => {
  const sent = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', annotations: {} }, stringData: { a: 'b' }, immutable: false, extra: { x: 1 } } as KubeObject;

  expect(droppedFields(sent, { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', uid: 'u' }, data: { a: 'Yg==' } } as KubeObject)).toEqual(['extra']);
});

test('what is declared is told apart from what controllers write beside it', () => {
  const sent = { metadata: { labels: { a: '1' } }, spec: { containers: [{ name: 'x', image: 'i' }], args: ['1'] } };
  const live = { metadata: { labels: { a: '1', theirs: '2' }, annotations: {} }, spec: { containers: [{ name: 'x', image: 'i', policy: 'p' }], args: ['1', '2'], replicas: 1 } };

  expect(declaredPart(sent, live)).toEqual({ metadata: { labels: { a: '1' } }, spec: { containers: [{ name: 'x', image: 'i' }], args: ['1', '2'] } });
});

test.each([
  ['spec.template.spec.containers[name="server"].image', '7'],
  ['spec.template.spec.containers[0].name', 'log'],
  ['spec.absent.field', undefined],
  ['spec.template.spec.containers[name="absent"].image', undefined],
])('the value at %s', (field, value) => {
  expect(valueAt(deployment('7'), field)).toBe(value);
});
