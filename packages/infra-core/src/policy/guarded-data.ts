import type { TerraformJson } from '../stack/synthesize-stack.ts';
import { block, resourcesOf, type Block, type PolicyFinding } from './terraform-model.ts';

const rule = 'guarded-data';

const guards: Readonly<Record<string, readonly [ok: (body: Block) => boolean, message: string]>> = {
  aws_s3_bucket: [(body) => body['force_destroy'] === false, 'would be emptied on destroy'],
  aws_db_instance: [
    (body) =>
      body['deletion_protection'] === true && body['skip_final_snapshot'] === false && Number(body['backup_retention_period']) >= 1,
    'lacks deletion protection, a final snapshot or backups',
  ],
  aws_ecr_repository: [
    (body) => body['force_delete'] === false && body['image_tag_mutability'] === 'IMMUTABLE' && block(body['image_scanning_configuration'])['scan_on_push'] === true,
    'would be emptied on destroy, has mutable tags, or does not scan',
  ],
  aws_kms_key: [(body) => Number(body['deletion_window_in_days']) === 30, 'is deleted in less than 30 days'],
};

/** Resources that hold data and could be destroyed by a plain `terraform destroy` or a replacement. */
export function guardedData(json: TerraformJson): readonly PolicyFinding[] {
  return Object.entries(guards).flatMap(([type, [ok, message]]) =>
    resourcesOf(json, type).flatMap(({ address, body }) => [
      ...(block(body['lifecycle'])['prevent_destroy'] === true ? [] : [{ rule, address, message: 'has no prevent_destroy' }]),
      ...(ok(body) ? [] : [{ rule, address, message }]),
    ]),
  );
}
