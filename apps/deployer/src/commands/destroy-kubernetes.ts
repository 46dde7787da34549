import { consentMissing, volumeUnknown } from '../errors.ts';
import { plannedOutputs } from '../kubernetes/planned-outputs.ts';
import { projectCluster } from '../kubernetes/project-cluster.ts';
import { removalText } from '../output/kubernetes-changes-text.ts';
import { foundation } from '../stacks/foundation.ts';
import { told } from './apply-kubernetes.ts';
import type { CommandContext, CommandResult } from './command-context.ts';
import type { ClusterOptions } from './kubernetes-options.ts';
import { loadSettings } from './load-settings.ts';

/** Options of `destroy --phase kubernetes`. */
export interface DestroyKubernetesOptions extends ClusterOptions {
  /** Volumes that may go, as `Kind namespace/name`, or `*`. */
  readonly allowDestroy?: readonly string[];
  /** Only tell what would go. */
  readonly dryRun?: boolean;
  /** The user read what goes. */
  readonly yes?: boolean;
}

/**
 * `logex-deployer destroy --phase kubernetes`: takes everything of a project from its cluster but what holds data, in an order that
 * leaves no load balancer and no network interface behind: phase 1 can go after it.
 */
export async function destroyKubernetes(context: CommandContext, options: DestroyKubernetesOptions): Promise<CommandResult> {
  const { allVolumes, planRemoval, removeObjects } = await import('@logex/k8s-manifests/cluster');
  const { objectName } = await import('@logex/k8s-manifests');
  const { base, environment, emit } = context;
  const { allowDestroy = [], timeout } = options;
  const config = await loadSettings(context, options);
  const outputs = await plannedOutputs(await foundation({ config, allowDestroy: [] }), config.aws_region);
  const cluster = await projectCluster({ base, environment, emit, context: options.context, kubeconfig: options.kubeconfig, clusterName: outputs.cluster.name });
  const plan = await planRemoval(cluster, config.project_name, allowDestroy);
  const volumes = [...plan.steps.flatMap(({ objects }) => objects), ...plan.kept.map(({ object }) => object)].filter(({ kind }) => kind === 'PersistentVolumeClaim').map(objectName);
  const unknown = allowDestroy.find((name) => name !== allVolumes && !volumes.includes(name));
  if (unknown !== undefined) throw volumeUnknown(unknown, volumes);
  const text = (done: boolean): string => removalText(config.project_name, cluster.context, plan, done);
  const names = plan.steps.map(({ step, objects }) => ({ step, objects: objects.map(objectName) }));
  const value = { phase: 'kubernetes', project: config.project_name, context: cluster.context, steps: names, kept: plan.kept.map(({ object, because }) => ({ object: objectName(object), because })) };
  if (options.dryRun === true || names.length === 0) return { value, text: text(false) };
  if (options.yes !== true) {
    emit({ type: 'note', message: text(false) });
    throw consentMissing('destroy');
  }
  await removeObjects(cluster, plan, { onEvent: told(emit), ...(timeout === undefined ? {} : { timeoutSeconds: timeout }) });
  return { value, text: text(true) };
}
