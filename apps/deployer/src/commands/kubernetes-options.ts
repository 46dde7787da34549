import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { KubernetesInputs } from '../kubernetes/kubernetes-plan.ts';
import type { DeploymentOptions } from './command-context.ts';

/** Options of commands that work on a cluster. */
export interface ClusterOptions extends DeploymentOptions {
  /** Context of the kubeconfig; without it the one with the name of the project's cluster. */
  readonly context?: string;
  /** Kubeconfig file. */
  readonly kubeconfig?: string;
  /** Seconds that a stage may take. */
  readonly timeout?: number;
}

/** Options of `plan` and `apply` in the phase `kubernetes`. */
export interface RenderOptions extends ClusterOptions, KubernetesInputs {}

const only = 'with --phase kubernetes:';

/** Adds the options that choose a cluster. */
export function withCluster(command: Command): Command {
  return command
    .option('--context <name>', `${only} context of the kubeconfig; without it the one with the name of the project's cluster`)
    .option('--kubeconfig <file>', `${only} kubeconfig; without it those of KUBECONFIG, else ~/.kube/config`);
}

/** Adds the files that objects are rendered from. */
export function withRenderInputs(command: Command): Command {
  return command
    .option('--outputs <file>', `${only} outputs of phase 1 as Terraform prints them; without it logex.outputs.json, where there is one, else the state`)
    .option('--images <file>', `${only} digests of images; without it logex.images.json, where there is one`)
    .option('--jobs <file>', `${only} compiled plans of the jobs; without it logex.jobs.json, where there is one`)
    .option('--charts <file>', `${only} sources of charts; without it logex.charts.json, where there is one`);
}

/** Adds how long a stage may take. */
export function withTimeout(command: Command): Command {
  return command.option('--timeout <seconds>', `${only} seconds that a stage may take; without it 600`, (text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Allowed is a whole number of seconds from 1 on.');
    return value;
  });
}
