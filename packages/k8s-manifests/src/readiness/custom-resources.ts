import type { LiveObject } from '../cluster/live-object.ts';
import { condition, conditionText, failed, ready, waiting, type Readiness, type ReadinessRule } from './readiness.ts';

/** External Secrets has reached the store, or fetched the secret. */
export const externalSecretReadiness: ReadinessRule = (object) => {
  const told = condition(object, 'Ready');
  if (told === undefined) return waiting('External Secrets has not looked at it yet');
  return told.status === 'True' ? ready : waiting(conditionText(told));
};

/** A suspended application is a description and needs nothing; one that runs is followed by other means. */
export const sparkApplicationReadiness: ReadinessRule = (object) => stateReadiness(object, 'applicationState', 'state', ['FAILED', 'SUBMISSION_FAILED', 'INVALIDATING']);

/** The operator takes the schedule. */
export const scheduleReadiness: ReadinessRule = (object) => stateReadiness(object, undefined, 'scheduleState', ['FailedValidation']);

function stateReadiness({ status = {} }: LiveObject, group: string | undefined, name: string, broken: readonly string[]): Readiness {
  const part = (group === undefined ? status : (status[group] ?? {})) as Readonly<Record<string, unknown>>;
  const state = String(part[name] ?? '');
  const reason = String(part['errorMessage'] ?? part['reason'] ?? '');
  return broken.includes(state) ? failed(reason === '' ? state : `${state}: ${reason}`) : ready;
}
