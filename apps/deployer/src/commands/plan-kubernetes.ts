import { appliedOutputs } from '../kubernetes/applied-outputs.ts';
import { kubernetesChanges } from '../kubernetes/kubernetes-changes.ts';
import { kubernetesPlan, type KubernetesPlan } from '../kubernetes/kubernetes-plan.ts';
import { projectCluster } from '../kubernetes/project-cluster.ts';
import { kubernetesChangesText } from '../output/kubernetes-changes-text.ts';
import { kubernetesText, kubernetesYaml } from '../output/kubernetes-text.ts';
import type { CommandContext, CommandResult } from './command-context.ts';
import type { RenderOptions } from './kubernetes-options.ts';
import { loadSettings } from './load-settings.ts';

/** Options of `plan --phase kubernetes`. */
export interface PlanKubernetesOptions extends RenderOptions {
  /** Render only: no cluster. */
  readonly dryRun?: boolean;
  /** Prints the objects in place of a summary; no cluster is asked. */
  readonly yaml?: boolean;
}

/** `logex-deployer plan --phase kubernetes`: what would change in the cluster; with `--dry-run` every object that an empty one would get. */
export async function planKubernetes(context: CommandContext, options: PlanKubernetesOptions): Promise<CommandResult> {
  const isDry = options.dryRun === true || options.yaml === true;
  const plan = await renderedPlan(context, options, isDry);
  if (isDry) {
    const { outputs: _, ...value } = { ...plan, dryRun: true as const };
    return { value, text: options.yaml === true ? kubernetesYaml(plan) : kubernetesText(plan) };
  }
  const { base, environment, emit } = context;
  const cluster = await projectCluster({ base, environment, emit, context: options.context, kubeconfig: options.kubeconfig, clusterName: plan.clusterName });
  const value = await kubernetesChanges(cluster, plan);
  return { value, text: kubernetesChangesText(value) };
}

/** The objects of phase 2 from configuration and files; without `isDry` the outputs of phase 1 may come from its state. */
export async function renderedPlan(context: CommandContext, options: RenderOptions, isDry: boolean): Promise<KubernetesPlan> {
  const { base, environment } = context;
  const config = await loadSettings(context, options);
  return kubernetesPlan({ ...options, base, environment, config, ...(isDry ? {} : { appliedOutputs: () => appliedOutputs(context, options) }) });
}
