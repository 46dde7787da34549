import { expect, test } from 'vitest';
import { notAwaited, type LiveObject } from '../cluster.ts';
import { readinessOf } from './readiness-of.ts';

const live = (kind: string, parts: object = {}, metadata: object = {}): LiveObject => ({ apiVersion: 'v1', kind, metadata: { name: 'x', generation: 2, ...metadata }, ...parts });
const told = (type: string, status: string, message = ''): object => ({ conditions: [{ type, status, reason: 'Because', message }] });
const rollout = (status: object): object => ({ spec: { replicas: 2 }, status: { observedGeneration: 2, ...status } });

test.each<[string, LiveObject]>([
  ['a definition that is served', live('CustomResourceDefinition', { status: told('Established', 'True') })],
  ['a Deployment with all its pods', live('Deployment', rollout({ replicas: 2, updatedReplicas: 2, availableReplicas: 2 }))],
  ['a StatefulSet with all its pods', live('StatefulSet', rollout({ readyReplicas: 2, updateRevision: 'a', currentRevision: 'a' }))],
  ['a Job that ended', live('Job', { status: told('Complete', 'True') })],
  ['a Job that is suspended', live('Job', { spec: { suspend: true } })],
  ['a Job that nobody waits for', live('Job', {}, { annotations: { [notAwaited]: 'for a reason' } })],
  ['a Service of the cluster', live('Service', { spec: { type: 'ClusterIP' } })],
  ['a load balancer with an address', live('Service', { spec: { type: 'LoadBalancer' }, status: { loadBalancer: { ingress: [{ hostname: 'a' }] } } })],
  ['a secret that was fetched', live('ExternalSecret', { status: told('Ready', 'True') })],
  ['an application that is suspended', live('SparkApplication')],
  ['a webhook with its certificate', live('ValidatingWebhookConfiguration', { webhooks: [{ name: 'w', clientConfig: { caBundle: 'x' } }] })],
  ['a ConfigMap', live('ConfigMap')],
])('%s is ready', (_, object) => {
  expect(readinessOf(object)).toEqual({ state: 'ready' });
});

test.each<[string, LiveObject, string, string]>([
  ['a definition is not served', live('CustomResourceDefinition'), 'waiting', 'the API server does not serve it yet'],
  ['names of a definition are taken', live('CustomResourceDefinition', { status: told('NamesAccepted', 'False', 'taken') }), 'failed', 'Because: taken'],
  ['a namespace goes', live('Namespace', {}, { deletionTimestamp: 'now' }), 'failed', 'it is being removed'],
  ['a rollout was not seen', live('Deployment', { spec: { replicas: 2 }, status: { observedGeneration: 1 } }), 'waiting', 'its controller has not seen it yet'],
  ['pods are of an older template', live('Deployment', rollout({ updatedReplicas: 1 })), 'waiting', '1 of 2 pods are of the newest template'],
  ['older pods still run', live('Deployment', rollout({ replicas: 3, updatedReplicas: 2, availableReplicas: 2 })), 'waiting', 'pods of an older template still run'],
  ['a rollout was given up', live('Deployment', rollout({ conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }] })), 'failed', 'ProgressDeadlineExceeded'],
  ['a revision rolls', live('StatefulSet', rollout({ readyReplicas: 2, updateRevision: 'b', currentRevision: 'a' })), 'waiting', 'pods of an older revision still run'],
  ['pods of a Job fail', live('Job', { status: { failed: 3 } }), 'waiting', 'it has not ended; 3 of its pods failed'],
  ['a Job failed', live('Job', { status: told('Failed', 'True', 'too often') }), 'failed', 'Because: too often'],
  ['a load balancer has no address', live('Service', { spec: { type: 'LoadBalancer' } }), 'waiting', 'its load balancer has no address'],
  ['a secret cannot be fetched', live('ExternalSecret', { status: told('Ready', 'False', 'no such secret') }), 'waiting', 'Because: no such secret'],
  ['a schedule is refused', live('ScheduledSparkApplication', { status: { scheduleState: 'FailedValidation', reason: 'bad cron' } }), 'failed', 'FailedValidation: bad cron'],
  ['an application failed', live('SparkApplication', { status: { applicationState: { state: 'FAILED', errorMessage: 'no jar' } } }), 'failed', 'FAILED: no jar'],
  ['a webhook has no certificate', live('MutatingWebhookConfiguration', { webhooks: [{ name: 'w', clientConfig: {} }] }), 'waiting', 'its operator has not written the certificate of w'],
])('fails when %s', (_, object, state, reason) => {
  expect(readinessOf(object)).toEqual({ state, reason });
});
