import type { TerraformJson } from '../stack/synthesize-stack.ts';
import { iamStatements, type FoundStatement } from './iam-statements.ts';
import type { PolicyFinding } from './terraform-model.ts';

const rule = 'wildcards';

/** Why a statement may use a wildcard, by address of the policy and Sid. */
export const wildcardReasons: Readonly<Record<string, string>> = {
  'aws_kms_key.key AccountDecides': 'in a key policy `*` is this key; without the statement nobody could administer it',
  'aws_kms_key.key LogGroups': 'in a key policy `*` is this key; the service is held to log groups of this account, and CloudWatch names its calls in families',
  'aws_kms_key.lake_key AccountDecides': 'in a key policy `*` is this key; without the statement nobody could administer it',
  'aws_s3_bucket_policy.lake_raw_tls TlsOnly': 'a denial, for everybody and everything',
  'aws_s3_bucket_policy.lake_iceberg_tls TlsOnly': 'a denial, for everybody and everything',
  'aws_s3_bucket_policy.state_tls TlsOnly': 'a denial, for everybody and everything',
  'aws_iam_role_policy.network_flow_logs_writing WriteLogs': 'log streams of one group; AWS makes their names',
  'aws_iam_role_policy.workloads_cluster_autoscaler_permissions Look': 'AWS offers no resource-level permission for these calls; all of them read',
  'aws_iam_role_policy.workloads_cluster_autoscaler_permissions LookAtNodeGroups': 'node groups of one cluster; EKS ends their ARN in an id that it makes',
  'aws_iam_role_policy.workloads_cluster_autoscaler_permissions Scale': 'EKS makes the names of groups; the condition holds the call to groups of one cluster',
};

/** Statements with a wildcard in an action, a resource or a principal that have no written reason, and reasons without a use. */
export function wildcards(json: TerraformJson, reasons: Readonly<Record<string, string>> = wildcardReasons): readonly PolicyFinding[] {
  return iamStatements(json).flatMap((statement) => {
    const what = wildcardOf(statement);
    const key = `${statement.address} ${statement.sid}`;
    if (what === undefined || key in reasons) return [];
    return [{ rule, address: statement.address, message: `statement ${statement.sid} has the wildcard ${what} and no written reason` }];
  });
}

/** Statements of `json` that need one of the written reasons. */
export function reasonsUsed(json: TerraformJson): readonly string[] {
  return iamStatements(json)
    .filter((statement) => wildcardOf(statement) !== undefined)
    .map(({ address, sid }) => `${address} ${sid}`);
}

// Objects below a folder are named by their folder; every other star stands for things nobody listed.
const folder = /^\$\{aws_s3_bucket\.[a-z0-9_]+\.arn\}\/(?:[A-Za-z0-9_.=-]+\/)+\*$/u;

function wildcardOf({ actions, resources, principal }: FoundStatement): string | undefined {
  const stars = [
    ...actions.filter((action) => action.includes('*')),
    ...resources.filter((resource) => resource.includes('*') && !folder.test(resource)),
    ...(JSON.stringify(principal ?? '').includes('"*"') ? ['* as principal'] : []),
  ];
  return stars[0];
}
