import type { FoundationOutputs } from '@logex/infra-core';
import type { Stage } from '@logex/k8s-manifests';
import type { ApplyEvent } from '@logex/k8s-manifests/cluster';
import { placeholdersRefused, removalUnconfirmed } from '../errors.ts';
import type { EventSink } from '../events.ts';
import { kubernetesChanges, missingOf } from '../kubernetes/kubernetes-changes.ts';
import { projectCluster } from '../kubernetes/project-cluster.ts';
import { appliedText, kubernetesChangesText } from '../output/kubernetes-changes-text.ts';
import type { CommandContext, CommandResult } from './command-context.ts';
import type { RenderOptions } from './kubernetes-options.ts';
import { renderedPlan } from './plan-kubernetes.ts';

/** Options of `apply --phase kubernetes`. */
export interface ApplyKubernetesOptions extends RenderOptions {
  /** The user read what would be removed. */
  readonly yes?: boolean;
  /** Take fields that somebody else wrote. */
  readonly forceConflicts?: boolean;
  /** Whether stages are waited for. @default true */
  readonly wait?: boolean;
  /** Whether secrets that phase 1 made empty are filled. @default true */
  readonly fillSecrets?: boolean;
  /** Go on although not everything is known. */
  readonly allowPlaceholders?: boolean;
}

/** `logex-deployer apply --phase kubernetes`: brings a cluster to what is declared, stage by stage; run again it goes on, and changes nothing that is right. */
export async function applyKubernetes(context: CommandContext, options: ApplyKubernetesOptions): Promise<CommandResult> {
  const { applyObjects, fieldConflict } = await import('@logex/k8s-manifests/cluster');
  const { base, environment, emit } = context;
  const { forceConflicts: force = false, wait = true, timeout } = options;
  const plan = await renderedPlan(context, options, false);
  const missing = missingOf(plan);
  if (missing.length > 0 && options.allowPlaceholders !== true) throw placeholdersRefused(missing);
  const cluster = await projectCluster({ base, environment, emit, context: options.context, kubeconfig: options.kubeconfig, clusterName: plan.clusterName });
  const changes = await kubernetesChanges(cluster, plan);
  emit({ type: 'note', message: kubernetesChangesText(changes) });
  if (changes.conflicts.length > 0 && !force) throw fieldConflict('applying to a cluster', changes.conflicts);
  const removals = changes.changes.filter(({ action }) => action === 'remove').map(({ object }) => `${object.kind} ${object.metadata?.name}`);
  if (removals.length > 0 && options.yes !== true) throw removalUnconfirmed(removals);
  const beforeStage = async (stage: Stage): Promise<void> => {
    if (stage === 'secrets' && plan.outputs !== undefined && options.fillSecrets !== false) await filledSecrets(plan.outputs, emit);
  };
  const report = await applyObjects(cluster, plan.stages, { project: plan.project, force, wait, beforeStage, onEvent: told(emit), ...(timeout === undefined ? {} : { timeoutSeconds: timeout }) });
  return { value: { phase: 'kubernetes', project: plan.project, context: cluster.context, ...report }, text: appliedText(plan.project, cluster.context, report, wait) };
}

/** External Secrets fetches what is in Secrets Manager: what phase 1 left empty is filled before. */
async function filledSecrets(outputs: FoundationOutputs, emit: EventSink): Promise<void> {
  const { fillSecrets } = await import('../secrets/fill-secrets.ts');
  const title = 'fill the secrets that are empty';
  emit({ type: 'step-started', step: 'fill-secrets', title });
  for (const { what, state, members } of await fillSecrets({ region: outputs.region, outputs })) {
    if (state === 'filled') emit({ type: 'note', message: `  ${what}: ${members.join(', ')} made` });
  }
  emit({ type: 'step-finished', step: 'fill-secrets', title });
}

/** Passes on what happens to objects. */
export function told(emit: EventSink): (event: ApplyEvent) => void {
  return (event) => {
    if (event.type === 'stage-started') emit({ type: 'step-started', step: event.stage, title: `${event.stage}: ${event.objects} objects` });
    else if (event.type === 'stage-ready') emit({ type: 'step-finished', step: event.stage, title: event.stage });
    else if (event.type === 'object') emit({ ...event, type: 'object-applied' });
    else emit({ ...event, type: 'object-waiting' });
  };
}
