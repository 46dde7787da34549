import type { Stack } from './stack.ts';

/**
 * The stack with the moment of its destruction in the name of every final snapshot: RDS refuses a name that an earlier
 * snapshot has, and a rebuilt stack would be destroyed under the same one.
 */
export function datedSnapshots(stack: Stack, moment: Date): Stack {
  const suffix = moment.toISOString().replaceAll(/\D/gu, '').slice(0, 14);
  const dated = (key: string, value: unknown): unknown => (key === 'final_snapshot_identifier' && typeof value === 'string' ? `${value}-${suffix}` : value);
  return { ...stack, terraformJson: JSON.parse(JSON.stringify(stack.terraformJson, dated)) as Stack['terraformJson'] };
}
