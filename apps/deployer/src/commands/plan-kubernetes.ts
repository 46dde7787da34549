import { loadConfig } from '../config/load-config.ts';
import { dryRunOnly } from '../errors.ts';
import { kubernetesPlan, type KubernetesInputs } from '../kubernetes/kubernetes-plan.ts';
import { kubernetesText, kubernetesYaml } from '../output/kubernetes-text.ts';
import type { CommandContext, CommandResult, DeploymentOptions } from './command-context.ts';

/** Options of `plan --phase kubernetes`. */
export interface PlanKubernetesOptions extends DeploymentOptions, KubernetesInputs {
  /** Render only: no cluster. */
  readonly dryRun?: boolean;
  /** Prints the objects in place of a summary. */
  readonly yaml?: boolean;
}

/** `logex-deployer plan --phase kubernetes --dry-run`: every object that an empty cluster would get. */
export async function planKubernetes({ base, environment }: CommandContext, options: PlanKubernetesOptions): Promise<CommandResult> {
  if (options.dryRun !== true) throw dryRunOnly('plan --phase kubernetes');
  const { config: file, set = [], yaml = false } = options;
  const { config } = await loadConfig({ base, environment, set, ...(file === undefined ? {} : { file }) });
  const value = await kubernetesPlan({ ...options, base, environment, config });
  return { value, text: yaml ? kubernetesYaml(value) : kubernetesText(value) };
}
