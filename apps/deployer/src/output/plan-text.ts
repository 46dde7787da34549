import type { PlanResult } from '../commands/plan.ts';
import type { ChangeAction, ChangeCounts, ComponentChanges, PlannedChange } from '../plan/plan-report.ts';
import { usd } from './usd.ts';

const signs: Readonly<Record<ChangeAction, string>> = { create: '+', update: '~', replace: '-/+', destroy: '-', forget: '.' };

/** A plan for people: by component, dangers marked, a summary at the end. */
export function planText(plan: PlanResult): string {
  const head = plan.dryRun ? `${plan.stack}: what an empty account would get (nothing was asked, nothing is saved)` : `${plan.stack}: what would change`;
  const groups = plan.components.map((group) => groupText(group, plan.dryRun ? plan.estimate.components[group.component] : undefined));
  return [head, ...groups, dangersText(plan.dangers), plan.warnings.map((warning) => `warning: ${warning}`).join('\n'), summaryText(plan)].filter((part) => part !== '').join('\n\n');
}

/** Counts in words: `3 to create, 1 to destroy`; `nothing to change` when there are none. */
export function countsText(counts: ChangeCounts): string {
  const actions: readonly ChangeAction[] = ['create', 'update', 'replace', 'destroy', 'forget'];
  const parts = actions.filter((action) => counts[action] > 0).map((action) => `${counts[action]} to ${action}`);
  return parts.length === 0 ? 'nothing to change' : parts.join(', ');
}

function groupText({ title, changes }: ComponentChanges, monthly: number | undefined): string {
  const of = (action: ChangeAction): number => changes.filter((change) => change.action === action).length;
  const counts = { create: of('create'), update: of('update'), replace: of('replace'), destroy: of('destroy'), forget: of('forget'), unchanged: 0 };
  const lines = changes.some(({ action }) => action !== 'create') ? changes.map(changeLine) : createdLines(changes);
  return [`${title}: ${countsText(counts)}${monthly === undefined ? '' : `, ${usd(monthly)} a month`}`, ...lines].join('\n');
}

/** New resources, those of one type on one line. */
function createdLines(changes: readonly PlannedChange[]): string[] {
  const groups = Map.groupBy(changes, ({ type, holds }) => `${type}|${holds ?? ''}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const names = group.map(({ address }) => address.slice(first.type.length + 1));
    return [`  +   ${first.type}: ${names.join(', ')}${first.holds === undefined ? '' : `  [holds ${first.holds}]`}`];
  });
}

function changeLine({ action, address, attributes, holds }: PlannedChange): string {
  const why = attributes.length === 0 ? '' : `: ${action === 'replace' ? 'forced by ' : ''}${attributes.join(', ')}`;
  return `  ${signs[action].padEnd(3)} ${address}${why}${holds === undefined ? '' : `  [holds ${holds}]`}`;
}

function dangersText(dangers: readonly PlannedChange[]): string {
  if (dangers.length === 0) return '';
  const lines = dangers.map(({ action, address, holds }) => `  ${action === 'replace' ? 'REPLACES' : 'DESTROYS'} ${address}, which holds ${holds}`);
  return ['data would be lost:', ...lines, "apply refuses this without --allow-destroy='<address>' for each"].join('\n');
}

function summaryText({ counts, estimate, dryRun }: PlanResult): string {
  const unchanged = dryRun ? '' : `, ${counts.unchanged} unchanged`;
  const cost = `about ${usd(estimate.total)} a month, ${estimate.pricesRegion} prices of ${estimate.pricesAsOf}; not counted: ${estimate.unknown.join('; ')}`;
  return `summary: ${countsText(counts)}${unchanged}\nwhen it stands: ${cost}`;
}
