import { hashesAny, ingestedFiles, saltParameter, saltVariable, type PiiPolicy } from '@logex/log-schema';
import type { Parameters } from '../engine/job-engine.ts';
import type { PlanStep } from '../plan/job-plan.ts';
import { tableName } from '../spark/spark-catalog.ts';
import { saltMissing } from './errors.ts';

/**
 * Spark puts the salt into statements as text, from the environment of its driver: so it has no quote, and nothing that is put in again.
 */
const saltPattern = /^[A-Za-z0-9+/=_.-]{16,200}$/;

/**
 * The salt of hashes, from the environment; undefined for a policy that does not hash. It is a secret: it stands in no plan and no table.
 *
 * @throws LogexError `jobs/pii-salt-missing` (usage).
 */
export function piiSalt(policy: PiiPolicy | undefined): string | undefined {
  if (!hashesAny(policy)) return undefined;
  const salt = process.env[saltVariable];
  if (salt === undefined) throw saltMissing('not set');
  if (!saltPattern.test(salt)) throw saltMissing(`${salt.length} characters long, or has other characters`);
  return salt;
}

/** Values that statements with a parse plan are bound to under a policy. */
export function policyParameters(policy: PiiPolicy | undefined): Parameters {
  const salt = piiSalt(policy);
  return salt === undefined ? {} : { [saltParameter]: salt };
}

/** Ends a plan of Spark whose driver has no salt to hash with; none for a policy that does not hash. */
export function saltSteps(policy: PiiPolicy | undefined): PlanStep[] {
  if (!hashesAny(policy)) return [];
  // Without the variable its place stays as it is written.
  const salt = `'\${env:${saltVariable}}'`;
  return [{
    kind: 'assert',
    name: 'salt is there',
    rows: `SELECT length(${salt}) AS characters WHERE NOT (${salt} RLIKE '^[A-Za-z0-9+/=_.-]{16,200}\\\\z')`,
    code: 'pii-salt-missing',
    message: `${saltVariable} is not a salt`,
  }];
}

/**
 * Ends a plan of Spark without a policy, on tables whose last lines were kept under one: a catalog remembers none, and the plan would write what
 * the ones before it dropped. A policy without columns says that this is meant.
 */
export function forgottenPolicySteps(policy: PiiPolicy | undefined): PlanStep[] {
  if (policy !== undefined) return [];
  const latest = `SELECT max_by(pii_policy, recorded_at) AS pii_policy FROM ${tableName(ingestedFiles)} WHERE state = 'done'`;
  return [{
    kind: 'assert',
    name: 'policy is not forgotten',
    rows: `SELECT pii_policy FROM (${latest}) WHERE pii_policy IS NOT NULL`,
    code: 'pii-policy-missing',
    message: 'the last lines were kept under a PII policy',
  }];
}
