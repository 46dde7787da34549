import * as z from 'zod';
import { policyColumnUnknown, policyNotForColumn, policyUnreadable } from '../errors.ts';
import { provenanceColumns } from '../formats/line-plan.ts';
import type { AnyTable } from '../define-table.ts';
import { logs } from '../tables/logs.ts';
import { piiActions, type PiiAction } from './pii-action.ts';

/** What is kept of values that tell of a person, when lines are parsed. */
export interface PiiPolicy {
  /** Actions by column of `logs`, by `attributes.<name>` for a field that no column is named for, or by `attributes` for all of those. */
  readonly columns: Readonly<Record<string, PiiAction>>;
  /**
   * What is kept of the bytes of rejected lines: nobody knows what stands where in them. Without them a line is found by its file and
   * number, and cannot be replayed.
   * @default 'drop'
   */
  readonly rejectedLines?: 'drop' | 'keep';
}

/** Begin of the names that stand for a field in `attributes`. */
export const attributePrefix = 'attributes.';

const shape = z.strictObject({ columns: z.record(z.string(), z.enum(piiActions)), rejectedLines: z.enum(['drop', 'keep']).optional() });

/**
 * A policy from data of a user, such as a JSON file.
 *
 * @throws LogexError `schema/policy-unreadable`, `schema/policy-column-unknown`, `schema/policy-not-for-column` (usage).
 */
export function piiPolicy(data: unknown): PiiPolicy {
  const { data: policy, error } = shape.safeParse(data);
  if (error) throw policyUnreadable(error.issues.map(({ path, message }) => `${path.join('.') || 'policy'}: ${message}`));
  for (const [name, action] of Object.entries(policy.columns)) checkAction(name, action);
  const { columns, rejectedLines } = policy;
  return { columns, ...(rejectedLines === undefined ? {} : { rejectedLines }) };
}

const table: AnyTable = logs;
const parsed = Object.keys(logs.columns).filter((name) => !(provenanceColumns as readonly string[]).includes(name));

function checkAction(name: string, action: PiiAction): void {
  if (name === 'attributes' || (name.startsWith(attributePrefix) && name.length > attributePrefix.length)) return;
  const column = parsed.includes(name) ? table.columns[name] : undefined;
  const allowed = parsed.filter((each) => table.columns[each]?.nullable);
  if (!column) throw policyColumnUnknown(name, [...allowed, 'attributes', `${attributePrefix}<name>`]);
  if (!column.nullable) throw policyNotForColumn(name, action, 'every row needs its value', allowed);
  if (action !== 'drop' && column.type.name !== 'text') throw policyNotForColumn(name, action, `it holds a ${column.type.name}, which can be dropped only`, allowed);
}

/** Whether a policy needs a salt. */
export function hashesAny(policy: PiiPolicy | undefined): boolean {
  return Object.values(policy?.columns ?? {}).includes('hash');
}

/** One text for a policy, the same whatever the order of its members; two policies are the same where it is. */
export function policyText({ columns, rejectedLines = 'drop' }: PiiPolicy): string {
  const sorted = Object.entries(columns).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({ columns: Object.fromEntries(sorted), rejectedLines });
}
