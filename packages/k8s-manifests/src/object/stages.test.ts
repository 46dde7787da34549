import { expect, test } from 'vitest';
import { platform } from '../__fixtures__/platform.ts';
import { renderPlatform } from '../render-platform.ts';
import { stageObjects } from './stages.ts';

const object = (kind: string, name: string): { apiVersion: string; kind: string; metadata: { name: string } } => ({ apiVersion: 'v1', kind, metadata: { name } });

test('definitions and namespaces come first, secrets before what reads them, jobs last', () => {
  const staged = stageObjects(renderPlatform(platform), [object('CustomResourceDefinition', 'a'), object('Deployment', 'operator'), object('ValidatingWebhookConfiguration', 'w')]);
  const kinds = staged.map(({ stage, objects }) => [stage, [...new Set(objects.map(({ kind }) => kind))]]);

  expect(kinds).toEqual([
    ['definitions', ['CustomResourceDefinition']],
    ['namespaces', ['Namespace']],
    ['access', ['StorageClass', 'ServiceAccount', 'Role', 'RoleBinding', 'NetworkPolicy']],
    ['configuration', ['ConfigMap']],
    ['operators', ['Deployment', 'ValidatingWebhookConfiguration']],
    ['secrets', ['SecretStore', 'ExternalSecret']],
    ['workloads', ['PodDisruptionBudget', 'Service', 'StatefulSet', 'Deployment', 'Job']],
    ['jobs', ['SparkApplication', 'ScheduledSparkApplication']],
  ]);
});

test('the order does not depend on the order of what comes in', () => {
  const objects = renderPlatform(platform);

  expect(stageObjects(objects.toReversed())).toEqual(stageObjects(objects));
});

test('fails when a kind has no stage', () => {
  expect(() => stageObjects([object('Gadget', 'x')])).toThrow(expect.objectContaining({ code: 'k8s/kind-unplaced', kind: 'bug' }) as Error);
});
