import { objectName } from '@logex/k8s-manifests';
import type { ApplyReport, FieldChange, RemovalPlan } from '@logex/k8s-manifests/cluster';
import type { KubernetesChanges } from '../kubernetes/kubernetes-changes.ts';

const signs = { create: '+', change: '~', same: ' ', remove: '-', keep: '=' } as const;
const longest = 120;

/** What an apply would change in a cluster, for people: by stage, field by field. */
export function kubernetesChangesText(plan: KubernetesChanges): string {
  const stages = [...Map.groupBy(plan.changes, ({ stage }) => stage)];
  const groups = stages.map(([stage, changes]) => [stage === 'removed' ? 'declared no more:' : `${stage}:`, ...changes.flatMap(changeLines)].join('\n'));
  const conflicts = plan.conflicts.map(({ field, owner, values }) => `  !   ${field} belongs to '${owner}': ${values ?? ''}`);
  return [
    `${plan.project}: what would change in ${plan.context} (${plan.server})`,
    ...groups,
    conflicts.length === 0 ? '' : ['fields of other writers, taken with --force-conflicts only:', ...conflicts].join('\n'),
    missingText(plan.missing),
    `summary: ${countsText(plan)}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Counts in words; `nothing to change` when all is as it is to be. */
export function countsText({ counts }: Pick<KubernetesChanges, 'counts'>): string {
  const parts = (['create', 'change', 'remove'] as const).filter((action) => counts[action] > 0).map((action) => `${counts[action]} to ${action}`);
  return `${parts.length === 0 ? 'nothing to change' : parts.join(', ')}, ${counts.same} as they are to be`;
}

/** What an apply came to, for people. */
export function appliedText(project: string, context: string, report: ApplyReport, waited: boolean): string {
  const { created, changed, unchanged, removed, left } = report;
  const parts = [`${created.length} created`, `${changed.length} changed`, `${unchanged.length} unchanged`, `${removed.length} removed`];
  const ready = waited ? 'and is ready' : 'and was not waited for';
  return [`${project} is applied to ${context} ${ready}: ${parts.join(', ')}`, ...left.map((name) => `  =   ${name} is declared no more, and left: only destroy removes it`)].join('\n');
}

/** What a removal would take, or took, and leaves, for people. */
export function removalText(project: string, context: string, { steps, kept }: RemovalPlan, done: boolean): string {
  const count = steps.reduce((sum, { objects }) => sum + objects.length, 0);
  const verb = done ? 'removed' : 'would remove';
  const head = count === 0 ? `${project}: nothing to remove from ${context}` : `${project}: ${verb} ${count} objects from ${context}`;
  const groups = steps.map(({ step, objects }) => [`${step}:`, ...objects.map((object) => `  -   ${objectName(object)}`)].join('\n'));
  const left = kept.length === 0 ? '' : [`kept, ${kept.length} objects:`, ...kept.map(({ object, because }) => `  =   ${objectName(object)}: ${because}`), "to let a volume go, name it: --allow-destroy='<name>', or --allow-destroy='*' for all of them"].join('\n');
  return [head, ...groups, left].filter((part) => part !== '').join('\n\n');
}

function changeLines({ action, object, changes, checked }: KubernetesChanges['changes'][number]): string[] {
  const note = { create: checked ? '' : '  (not checked yet: its namespace or its kind is not there)', change: '', same: '', remove: '', keep: '  (left: only destroy removes it)' };
  return [`  ${signs[action]}   ${objectName(object)}${note[action]}`, ...changes.map(fieldLine)];
}

const fieldLine = ({ path, before, after }: FieldChange): string => `        ${path}: ${shown(before)} -> ${shown(after)}`;

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value);
  const line = text.replaceAll(/\s+/gu, ' ');
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

function missingText(missing: readonly string[]): string {
  return missing.length === 0 ? '' : ['not known yet:', ...missing.map((text) => `  ?   ${text}`)].join('\n');
}
