import type { Stack } from '../stacks/stack.ts';
import { compareComponents, componentOf, componentTitle } from './component.ts';
import type { ChangeAction, ChangeCounts, PlannedChange, PlanReport } from './plan-report.ts';

/** Groups changes by component and finds the dangerous ones. */
export function reportChanges(stack: Stack, changes: readonly PlannedChange[], unchanged: number, dryRun: boolean): PlanReport {
  const groups = Map.groupBy(changes, ({ address, type }) => componentOf(address, type, stack.components));
  const components = [...groups.keys()].sort(compareComponents).map((component) => ({
    component,
    title: componentTitle(component),
    changes: [...(groups.get(component) ?? [])].sort((left, right) => left.address.localeCompare(right.address, 'en')),
  }));
  const of = (action: ChangeAction): number => changes.filter((change) => change.action === action).length;
  const counts: ChangeCounts = { create: of('create'), update: of('update'), replace: of('replace'), destroy: of('destroy'), forget: of('forget'), unchanged };
  const dangers = components.flatMap((group) => group.changes.filter(({ action, holds }) => holds !== undefined && (action === 'destroy' || action === 'replace')));
  return { stack: stack.name, dryRun, components, counts, dangers };
}
