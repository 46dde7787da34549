import { compareNetworks, compareSpot, type NetworkComparison, type SpotComparison } from '../cost/compare-costs.ts';
import { noUse, type ExpectedUse } from '../cost/cost-line.ts';
import { estimate, type Estimate } from '../cost/estimate.ts';
import { costText } from '../output/cost-text.ts';
import { versionSupport } from '../preflight/version-support.ts';
import { foundation } from '../stacks/foundation.ts';
import type { CommandContext, CommandResult, DeploymentOptions } from './command-context.ts';
import { loadDeployment, type Deployment } from './deployment.ts';

/** Options of `cost`. */
export interface CostCommandOptions extends DeploymentOptions, Partial<ExpectedUse> {}

/** What a deployment costs, and what two of its choices are worth. */
export interface CostResult extends Estimate {
  readonly stack: string;
  readonly spot?: SpotComparison;
  readonly network?: NetworkComparison;
}

/** `logex-deployer cost`: what the configuration costs in a month; no account is asked. */
export async function cost(context: CommandContext, options: CostCommandOptions): Promise<CommandResult> {
  const deployment = await loadDeployment(context, options);
  const use: ExpectedUse = {
    executorHours: options.executorHours ?? noUse.executorHours,
    rawGb: options.rawGb ?? noUse.rawGb,
    icebergGb: options.icebergGb ?? noUse.icebergGb,
    trafficGb: options.trafficGb ?? noUse.trafficGb,
  };
  const { config, stack, isFoundation } = deployment;
  const clusterSurcharge = isFoundation ? (await versionSupport(config.eks_version, context.today)).surcharge : 0;
  const value: CostResult = {
    stack: stack.name,
    ...estimate(stack, { region: config.aws_region, use, clusterSurcharge }),
    ...(isFoundation ? await comparisons(deployment) : {}),
  };
  return { value, text: costText(value) };
}

async function comparisons({ config }: Deployment): Promise<Pick<CostResult, 'spot' | 'network'>> {
  const variant = async (nat: boolean): Promise<Estimate> => {
    const stack = await foundation({ config: { ...config, enable_nat_gateway: nat, create_vpc_endpoints: !nat }, allowDestroy: [] });
    return estimate(stack, { region: config.aws_region });
  };
  const spot = compareSpot(config.node_size[0] ?? '');
  return { network: compareNetworks(await variant(false), await variant(true)), ...(spot === undefined ? {} : { spot }) };
}
