import type { Stack } from '../stacks/stack.ts';
import { lossOfType } from './data-types.ts';
import type { ChangeAction, PlannedChange, PlanReport } from './plan-report.ts';
import { reportChanges } from './report-changes.ts';

/** The part of `terraform show -json <plan>` that is read. */
export interface TerraformPlan {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly mode: string;
    readonly type: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before: unknown;
      readonly after: unknown;
      readonly after_unknown?: unknown;
      readonly replace_paths?: readonly (readonly (string | number)[])[];
    };
  }[];
  readonly output_changes?: Readonly<Record<string, { readonly actions: readonly string[] }>>;
}

type ResourceChange = NonNullable<TerraformPlan['resource_changes']>[number];

const actions: Readonly<Record<string, ChangeAction>> = {
  create: 'create',
  update: 'update',
  delete: 'destroy',
  forget: 'forget',
  'create,delete': 'replace',
  'delete,create': 'replace',
};

/** A plan of Terraform, told by what its changes mean. Data sources are left out. */
export function readPlan(stack: Stack, plan: TerraformPlan): PlanReport {
  const managed = (plan.resource_changes ?? []).filter(({ mode }) => mode === 'managed');
  const changes = managed.flatMap((change): PlannedChange[] => {
    const action = actions[change.change.actions.join(',')];
    return action === undefined ? [] : [planned(stack, change, action)];
  });
  return reportChanges(stack, changes, managed.length - changes.length, false);
}

function planned(stack: Stack, { address, type, change }: ResourceChange, action: ChangeAction): PlannedChange {
  const holds = stack.stateful.find((resource) => resource.address === address)?.holds ?? lossOfType(type);
  const forced = [...new Set((change.replace_paths ?? []).map((path) => String(path[0])))];
  const attributes = action === 'replace' ? forced : action === 'update' ? changedAttributes(change) : [];
  return { address, type, action, attributes, ...(holds === undefined ? {} : { holds }) };
}

function changedAttributes({ before, after, after_unknown: unknown }: ResourceChange['change']): string[] {
  const record = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {});
  const [old, fresh, open] = [record(before), record(after), record(unknown)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(fresh), ...Object.keys(open)])].sort();
  return names.filter((name) => open[name] === true || JSON.stringify(old[name]) !== JSON.stringify(fresh[name]));
}
