import type { FoundationOutputs } from '@logex/infra-core';
import type { Cluster } from '@logex/k8s-manifests/cluster';
import { LogexError } from '@logex/log-schema';
import type { Config } from '../config/config-schema.ts';
import { appliedOutputs } from '../kubernetes/applied-outputs.ts';
import { readInput } from '../kubernetes/input-file.ts';
import { phaseOneOutputs } from '../kubernetes/inputs.ts';
import { projectCluster } from '../kubernetes/project-cluster.ts';
import type { CommandContext } from './command-context.ts';
import type { ClusterOptions } from './kubernetes-options.ts';
import { loadSettings } from './load-settings.ts';

/** Options of commands that look at a deployment that runs. */
export interface ProjectOptions extends ClusterOptions {
  /** File with the outputs of phase 1. */
  readonly outputs?: string;
}

/** A deployment that runs: its configuration, its cluster, and what phase 1 made as far as that is known. */
export interface Project {
  readonly config: Config;
  readonly cluster: Cluster;
}

/** Name of a project's cluster, and of its context in a kubeconfig; phase 1 names it so. */
export const clusterName = (project: string): string => `${project}-eks`;

/**
 * Opens the cluster of a project.
 *
 * @throws LogexError of the configuration (usage) and of the cluster (outside).
 */
export async function openProject(context: CommandContext, options: ProjectOptions): Promise<Project> {
  const { base, environment, emit } = context;
  const config = await loadSettings(context, options);
  const cluster = await projectCluster({ base, environment, emit, context: options.context, kubeconfig: options.kubeconfig, clusterName: clusterName(config.project_name) });
  return { config, cluster };
}

/** What phase 1 made, from the file or the state; where neither says it, why. */
export async function knownOutputs(context: CommandContext, { outputs, ...options }: ProjectOptions): Promise<FoundationOutputs | string> {
  try {
    const given = readInput(phaseOneOutputs, context.base, outputs);
    if (given !== undefined) {
      const { readFoundationOutputs } = await import('@logex/infra-core');
      return readFoundationOutputs(given);
    }
    return (await appliedOutputs(context, options)) ?? 'the outputs of phase 1 are not known here: apply it, or give its outputs by --outputs';
  } catch (error) {
    if (error instanceof LogexError) return error.message;
    throw error;
  }
}
