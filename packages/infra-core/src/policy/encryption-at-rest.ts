import type { TerraformJson } from '../stack/synthesize-stack.ts';
import { block, blocks, resourcesOf, texts, type Block, type PolicyFinding } from './terraform-model.ts';

const rule = 'encryption-at-rest';

const checks: Readonly<Record<string, readonly [ok: (body: Block) => boolean, message: string]>> = {
  aws_db_instance: [(body) => body['storage_encrypted'] === true && body['kms_key_id'] !== undefined, 'storage is not encrypted with a key of ours'],
  aws_eks_cluster: [(body) => texts(block(body['encryption_config'])['resources']).includes('secrets'), 'Kubernetes secrets have no envelope encryption'],
  aws_launch_template: [
    (body) => {
      const disks = blocks(body['block_device_mappings']);
      return disks.length > 0 && disks.every((disk) => String(block(disk['ebs'])['encrypted']) === 'true');
    },
    'a disk of the nodes is not encrypted',
  ],
  aws_cloudwatch_log_group: [(body) => body['kms_key_id'] !== undefined, 'logs are not encrypted with a key of ours'],
  aws_secretsmanager_secret: [(body) => body['kms_key_id'] !== undefined, 'the secret is not encrypted with a key of ours'],
  aws_ecr_repository: [(body) => block(body['encryption_configuration'])['encryption_type'] !== undefined, 'encryption is not stated'],
  aws_kms_key: [(body) => body['enable_key_rotation'] === true, 'the key is not rotated'],
};

/** Stores whose data is not encrypted, and keys that are not rotated; buckets have a rule of their own. */
export function encryptionAtRest(json: TerraformJson): readonly PolicyFinding[] {
  return Object.entries(checks).flatMap(([type, [ok, message]]) =>
    resourcesOf(json, type)
      .filter(({ body }) => !ok(body))
      .map(({ address }) => ({ rule, address, message })),
  );
}
