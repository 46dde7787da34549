import type { Block } from '../policy/terraform-model.ts';
import { resourcesOf } from '../policy/terraform-model.ts';
import type { TerraformJson } from '../stack/synthesize-stack.ts';

/**
 * Settings that AWS cannot change in place, by type: a new value makes Terraform destroy the resource and create another.
 * Types stand here that hold data, or that a running platform stands on.
 */
export const replacingSettings: Readonly<Record<string, readonly string[]>> = {
  aws_s3_bucket: ['bucket'],
  aws_db_instance: ['identifier', 'engine', 'db_name', 'username', 'kms_key_id', 'storage_encrypted', 'db_subnet_group_name'],
  aws_db_subnet_group: ['name'],
  aws_kms_key: ['key_usage', 'customer_master_key_spec', 'multi_region'],
  aws_ecr_repository: ['name', 'encryption_configuration'],
  aws_secretsmanager_secret: ['name', 'name_prefix'],
  aws_eks_cluster: ['name', 'role_arn', 'access_config.bootstrap_cluster_creator_admin_permissions', 'bootstrap_self_managed_addons', 'encryption_config'],
  aws_iam_openid_connect_provider: ['url'],
  aws_iam_role: ['name'],
  aws_vpc: ['cidr_block'],
  aws_subnet: ['cidr_block', 'availability_zone', 'vpc_id'],
  aws_security_group: ['name', 'description', 'vpc_id'],
};

/** What a release is recorded by: the replacing settings of each resource, by address. */
export type ReleaseRecord = Readonly<Record<string, Block>>;

/** The record of a configuration: every address, with the settings that may not change. */
export function releaseRecord(json: TerraformJson): ReleaseRecord {
  const entries = resourcesOf(json).map(({ address, type, body }): [string, Block] => [address, pick(body, replacingSettings[type] ?? [])]);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** What going from a recorded release to `json` would drop or replace, for people. */
export function upgradeDamage(recorded: ReleaseRecord, json: TerraformJson): readonly string[] {
  const current = releaseRecord(json);
  return Object.entries(recorded).flatMap(([address, settings]) => {
    const now = current[address];
    if (now === undefined) return [`${address} would be destroyed: the address is gone`];
    const changed = [...new Set([...Object.keys(settings), ...Object.keys(now)])].filter((key) => JSON.stringify(settings[key]) !== JSON.stringify(now[key]));
    return changed.map((key) => `${address} would be replaced: ${key} was ${JSON.stringify(settings[key])}, is ${JSON.stringify(now[key])}`);
  });
}

function pick(body: Block, paths: readonly string[]): Block {
  const entries = paths.map((path): [string, unknown] => {
    const value = path.split('.').reduce<unknown>((inner, key) => (inner as Block | undefined)?.[key], body);
    return [path, value];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
