import type { Stack } from './stack.ts';

/** The stack without `prevent_destroy`, so that Terraform shows what a change would take away in place of refusing to plan. */
export function unguarded(stack: Stack): Stack {
  const withoutGuard = (key: string, value: unknown): unknown => (key === 'prevent_destroy' ? undefined : value);
  return { ...stack, terraformJson: JSON.parse(JSON.stringify(stack.terraformJson, withoutGuard)) as Stack['terraformJson'] };
}
