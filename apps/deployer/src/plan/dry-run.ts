import type { Stack } from '../stacks/stack.ts';
import { lossOfType } from './data-types.ts';
import type { PlannedChange, PlanReport } from './plan-report.ts';
import { reportChanges } from './report-changes.ts';
import { stackResources } from './stack-resources.ts';

/** What an empty account would get: every resource of the stack is created. No tool and no network is needed. */
export function dryRun(stack: Stack): PlanReport {
  const changes = stackResources(stack).map(({ address, type }): PlannedChange => {
    const holds = stack.stateful.find((resource) => resource.address === address)?.holds ?? lossOfType(type);
    return { address, type, action: 'create', attributes: [], ...(holds === undefined ? {} : { holds }) };
  });
  return reportChanges(stack, changes, 0, true);
}
