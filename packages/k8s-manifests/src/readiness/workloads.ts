import { condition, conditionText, count, failed, isObserved, ready, waiting, type ReadinessRule } from './readiness.ts';

/** All pods are of the newest template and answer; a rollout that its controller gave up has failed. */
export const deploymentReadiness: ReadinessRule = (object) => {
  const wanted = count(object.spec, 'replicas', 1);
  const progressing = condition(object, 'Progressing');
  if (!isObserved(object)) return waiting('its controller has not seen it yet');
  if (progressing?.reason === 'ProgressDeadlineExceeded') return failed(conditionText(progressing));
  const updated = count(object.status, 'updatedReplicas');
  const available = count(object.status, 'availableReplicas');
  if (updated < wanted) return waiting(`${updated} of ${wanted} pods are of the newest template`);
  if (count(object.status, 'replicas') > updated) return waiting('pods of an older template still run');
  return available < wanted ? waiting(`${available} of ${wanted} pods are available`) : ready;
};

/** All pods are of the newest revision and answer. */
export const statefulSetReadiness: ReadinessRule = (object) => {
  const wanted = count(object.spec, 'replicas', 1);
  const { status } = object;
  if (!isObserved(object)) return waiting('its controller has not seen it yet');
  const answering = count(status, 'readyReplicas');
  if (answering < wanted) return waiting(`${answering} of ${wanted} pods are ready`);
  const isRolling = status?.['updateRevision'] !== undefined && status['updateRevision'] !== status['currentRevision'];
  return isRolling ? waiting('pods of an older revision still run') : ready;
};

/** A job has ended well, or is not meant to run. */
export const jobReadiness: ReadinessRule = (object) => {
  const end = condition(object, 'Failed');
  if (end?.status === 'True') return failed(conditionText(end));
  if (condition(object, 'Complete')?.status === 'True' || object.spec?.['suspend'] === true) return ready;
  const failures = count(object.status, 'failed');
  return waiting(failures === 0 ? 'it has not ended' : `it has not ended; ${failures} of its pods failed`);
};

/** A load balancer has an address; other services need nothing. */
export const serviceReadiness: ReadinessRule = ({ spec, status }) => {
  if (spec?.['type'] !== 'LoadBalancer') return ready;
  const { ingress = [] } = (status?.['loadBalancer'] ?? {}) as { readonly ingress?: readonly unknown[] };
  return ingress.length > 0 ? ready : waiting('its load balancer has no address');
};
