import type { TerraformJson } from '../stack/synthesize-stack.ts';
import { iamStatements } from './iam-statements.ts';
import { block, referencesIn, type PolicyFinding } from './terraform-model.ts';

const rule = 'data-grants';

/** What a workload may do with a folder: `spark write iceberg`. */
export const expectedDataAccess: readonly string[] = [
  'clickhouse read iceberg',
  'hive-metastore read iceberg',
  'hive-metastore write iceberg',
  'spark read iceberg',
  'spark read raw',
  'spark write iceberg',
];

/**
 * Differences between the folders that IAM lets workloads touch, and the folders that the outputs hand to jobs as their
 * arguments.
 */
export function dataGrants(json: TerraformJson): readonly PolicyFinding[] {
  const lake = block(block(block(block(json['output'])['foundation'])['value'])['lake']);
  const granted = iamStatements(json).flatMap(({ address, actions, resources }) => {
    const workload = /^aws_iam_role_policy\.workloads_(?<name>\w+)_permissions$/u.exec(address)?.groups?.['name'];
    if (workload === undefined) return [];
    return resources.flatMap((resource) => {
      const bucket = referencesIn(resource).find((reference) => reference.startsWith('aws_s3_bucket.'));
      if (bucket === undefined) return [];
      const id = bucket.replace('aws_s3_bucket.lake_', '');
      const below = resource.replace(/^\$\{[^}]+\}\/?/u, '');
      const access = actions.includes('s3:GetObject') ? 'read' : actions.includes('s3:PutObject') ? 'write' : undefined;
      return access === undefined ? [] : [{ address, key: `${workload.replaceAll('_', '-')} ${access} ${id}`, id, below }];
    });
  });
  return [
    ...granted
      .filter(({ id, below }) => below !== `${String(block(lake[id])['prefix'])}*`)
      .map(({ address, id, below }) => ({ rule, address, message: `grants '${below}' of ${id}, but jobs are given '${String(block(lake[id])['prefix'])}'` })),
    ...granted
      .filter(({ key }) => !expectedDataAccess.includes(key))
      .map(({ address, key }) => ({ rule, address, message: `grants '${key}', which no job needs` })),
    ...expectedDataAccess
      .filter((key) => !granted.some((grant) => grant.key === key))
      .map((key) => ({ rule, address: `aws_iam_role_policy.workloads_${key.split(' ')[0]?.replaceAll('-', '_')}_permissions`, message: `does not grant '${key}'` })),
  ];
}
