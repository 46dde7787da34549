import type { Aws, AwsIdentity } from '../engines/aws.ts';
import type { Config } from '../config/config-schema.ts';
import type { Stack } from '../stacks/stack.ts';
import { checked, type Check } from './check.ts';
import { neededActions } from './needed-actions.ts';
import { neededQuotas, type NeededQuota } from './needed-quotas.ts';

/** Who we are to AWS, and whether the region, the quotas and the permissions are what the stack needs. */
export async function checkAccount(aws: Aws, config: Config, stack: Stack): Promise<Check[]> {
  let identity: AwsIdentity | undefined;
  const credentials = await checked('credentials', 'credentials and identity', async () => {
    identity = await aws.identity();
    return { result: 'ok', found: `${identity.arn}, account ${identity.account}` };
  });
  if (identity === undefined) return [{ ...credentials, hint: "sign in (such as 'aws sso login') or set AWS_PROFILE" }, ...unasked(stack)];
  const { arn } = identity;
  return [credentials, await region(aws, config), ...(await Promise.all(neededQuotas(stack).map((quota) => checkQuota(aws, quota)))), await permissions(aws, arn, stack)];
}

/** What needs an identity, and so was not asked. */
function unasked(stack: Stack): Check[] {
  const found = 'could not be checked: there is no identity to ask with';
  const quotas = neededQuotas(stack).map(({ id, what, needed }): Check => ({ id: `quota/${id}`, what, result: 'unknown', found: `${found}; the stack takes ${needed}` }));
  const { actions } = neededActions(stack);
  return [
    { id: 'region', what: 'region and zones', result: 'unknown', found },
    ...quotas,
    { id: 'permissions', what: 'permissions that the plan needs', result: 'unknown', found: `${found}; the stack needs ${actions.length} actions` },
  ];
}

function region(aws: Aws, config: Config): Promise<Check> {
  return checked('region', 'region and zones', async () => {
    const zones = await aws.zones();
    const missing = config.availability_zones.filter((zone) => !zones.includes(zone));
    if (missing.length > 0) return { result: 'failed', found: `${config.aws_region} has no zone ${missing.join(', ')}; it has ${zones.join(', ')}`, hint: 'set availability_zones to zones that the account has' };
    if (zones.length < 2) return { result: 'failed', found: `${config.aws_region} has ${zones.length} zones that can be used; EKS and RDS need 2`, hint: 'set aws_region to another region' };
    return { result: 'ok', found: `${config.aws_region}: ${zones.join(', ')}` };
  });
}

function checkQuota(aws: Aws, { id, what, service, code, needed }: NeededQuota): Promise<Check> {
  return checked(`quota/${id}`, what, async () => {
    const quota = await aws.quota(service, code);
    const found = `quota ${quota}, the stack takes ${needed}; what the account uses already is not counted`;
    return quota >= needed ? { result: 'ok', found } : { result: 'failed', found, hint: `ask for more of ${code} in Service Quotas` };
  });
}

function permissions(aws: Aws, arn: string, stack: Stack): Promise<Check> {
  return checked('permissions', 'permissions that the plan needs', async () => {
    const { actions, unlistedTypes } = neededActions(stack);
    const unlisted = unlistedTypes.length === 0 ? '' : `; not looked at: ${unlistedTypes.join(', ')}`;
    if (arn.endsWith(':root')) return { result: 'warning', found: `the root user may do everything${unlisted}`, hint: 'use a role' };
    const denied = (await aws.simulate(policySource(arn), actions)).filter(({ allowed }) => !allowed).map(({ action }) => action);
    if (denied.length > 0) return { result: 'failed', found: `not allowed: ${denied.join(', ')}${unlisted}`, hint: 'allow the identity these actions' };
    return { result: 'ok', found: `all ${actions.length} actions are allowed; limits of the organization are not looked at${unlisted}` };
  });
}

/** The role behind an assumed role's session, which is what policies can be simulated for. */
function policySource(arn: string): string {
  const session = /^arn:([\w-]+):sts::(\d+):assumed-role\/([^/]+)\//u.exec(arn);
  return session === null ? arn : `arn:${session[1]}:iam::${session[2]}:role/${session[3]}`;
}
