import { openTerraform, type Deployment } from '../commands/deployment.ts';
import type { CommandContext } from '../commands/command-context.ts';
import { stackResources } from '../plan/stack-resources.ts';
import { workFolder } from '../stacks/work-folder.ts';
import { initialize } from '../steps/initialize.ts';
import { runSteps } from '../steps/run-steps.ts';
import { orphanOf, type Orphan } from './orphan.ts';
import { lookupStack, type OrphanStackOptions } from './orphan-stack.ts';

/** What Kubernetes made for the clusters of a deployment, as tags tell it. */
export interface FoundOrphans {
  readonly orphans: readonly Orphan[];
  /** Clusters of the deployment that run: what they made is in use. */
  readonly running: readonly string[];
}

interface LookupPlan {
  readonly planned_values?: {
    readonly outputs?: {
      readonly found?: { readonly value?: readonly { readonly arn: string; readonly tags: Readonly<Record<string, string>> }[] };
      readonly running?: { readonly value?: readonly string[] };
    };
  };
}

/** A deployment in place of `deployment` that works on orphans, in a folder of its own. */
export async function orphanDeployment({ folder, config, ...deployment }: Deployment): Promise<{ readonly options: OrphanStackOptions; readonly at: (stack: Deployment['stack']) => Deployment }> {
  const { awsProviderVersions } = await import('@logex/infra-core');
  const options = { projectName: config.project_name, region: config.aws_region, providerVersions: awsProviderVersions };
  return { options, at: (stack) => ({ ...deployment, config, stack, folder: workFolder(`${folder.path}/..`, stack) }) };
}

/** Looks for orphans of the clusters that the stack declares; nothing is changed. What carries our own tag is no orphan. */
export async function findOrphans(context: CommandContext, deployment: Deployment): Promise<FoundOrphans> {
  const clusters = stackResources(deployment.stack).filter(({ type }) => type === 'aws_eks_cluster').map(({ arguments: { name } }) => String(name));
  if (clusters.length === 0) return { orphans: [], running: [] };
  const { options, at } = await orphanDeployment(deployment);
  const lookup = at(lookupStack(options, clusters));
  const terraform = await openTerraform(context, lookup);
  await runSteps([initialize], { ...lookup, terraform }, () => undefined);
  await terraform.plan({ out: lookup.folder.planFile });
  const { planned_values: { outputs } = {} } = (await terraform.show(lookup.folder.planFile)) as LookupPlan;
  const arns = (outputs?.found?.value ?? []).filter(({ tags }) => tags['ManagedBy'] !== 'logex').map(({ arn }) => arn);
  return {
    orphans: [...new Set(arns)].sort().map(orphanOf).filter((orphan) => orphan !== undefined),
    running: clusters.filter((cluster) => outputs?.running?.value?.includes(cluster)),
  };
}
