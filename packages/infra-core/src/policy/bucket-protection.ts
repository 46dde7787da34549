import type { TerraformJson } from '../stack/synthesize-stack.ts';
import { block, blocks, referencesIn, resourcesOf, type Block, type PolicyFinding } from './terraform-model.ts';

const rule = 'bucket-protection';
const blocked = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'];

const settings: Readonly<Record<string, readonly [ok: (body: Block) => boolean, message: string]>> = {
  aws_s3_bucket_public_access_block: [(body) => blocked.every((key) => body[key] === true), 'public access is not blocked in all four ways'],
  aws_s3_bucket_server_side_encryption_configuration: [
    (body) => ['AES256', 'aws:kms'].includes(String(block(block(body['rule'])['apply_server_side_encryption_by_default'])['sse_algorithm'])),
    'objects are not encrypted',
  ],
  aws_s3_bucket_versioning: [(body) => block(body['versioning_configuration'])['status'] === 'Enabled', 'versioning is not enabled'],
  aws_s3_bucket_ownership_controls: [
    (body) => block(body['rule'])['object_ownership'] === 'BucketOwnerEnforced',
    'access control lists are not switched off',
  ],
  aws_s3_bucket_policy: [(body) => deniesPlainHttp(String(body['policy'])), 'connections without TLS are not denied'],
  aws_s3_bucket_lifecycle_configuration: [
    (body) => {
      const rules = blocks(body['rule']).filter(({ status }) => status === 'Enabled');
      return ['abort_incomplete_multipart_upload', 'noncurrent_version_expiration'].every((key) => rules.some((entry) => entry[key] !== undefined));
    },
    'incomplete uploads or old versions stay for ever',
  ],
};

/** Buckets without any one of: blocked public access, encryption, versioning, ownership, TLS, housekeeping. */
export function bucketProtection(json: TerraformJson): readonly PolicyFinding[] {
  return resourcesOf(json, 'aws_s3_bucket').flatMap(({ address }) =>
    Object.entries(settings)
      .filter(([type, [ok]]) => !resourcesOf(json, type).some(({ body }) => referencesIn(body['bucket']).includes(address) && ok(body)))
      .map(([, [, message]]) => ({ rule, address, message })),
  );
}

function deniesPlainHttp(policy: string): boolean {
  const { Statement } = JSON.parse(policy) as { Statement: readonly Block[] };
  return Statement.some(
    (statement) =>
      statement['Effect'] === 'Deny' && statement['Principal'] === '*' && block(block(statement['Condition'])['Bool'])['aws:SecureTransport'] === 'false',
  );
}
