import type { LiveObject } from '../cluster/live-object.ts';
import { notAwaited } from '../object/metadata.ts';
import { externalSecretReadiness, scheduleReadiness, sparkApplicationReadiness } from './custom-resources.ts';
import { apiServiceReadiness, definitionReadiness, namespaceReadiness, webhookReadiness } from './definitions.ts';
import { ready, type Readiness, type ReadinessRule } from './readiness.ts';
import { deploymentReadiness, jobReadiness, serviceReadiness, statefulSetReadiness } from './workloads.ts';

const rules: Readonly<Record<string, ReadinessRule>> = {
  CustomResourceDefinition: definitionReadiness,
  Namespace: namespaceReadiness,
  APIService: apiServiceReadiness,
  ValidatingWebhookConfiguration: webhookReadiness,
  MutatingWebhookConfiguration: webhookReadiness,
  Deployment: deploymentReadiness,
  StatefulSet: statefulSetReadiness,
  Job: jobReadiness,
  Service: serviceReadiness,
  SecretStore: externalSecretReadiness,
  ExternalSecret: externalSecretReadiness,
  SparkApplication: sparkApplicationReadiness,
  ScheduledSparkApplication: scheduleReadiness,
};

/** Whether an object does its work; kinds without work of their own are ready once they are there. */
export function readinessOf(object: LiveObject): Readiness {
  return object.metadata.annotations?.[notAwaited] === undefined ? (rules[object.kind]?.(object) ?? ready) : ready;
}
