import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';
import { S3BucketLifecycleConfiguration, type S3BucketLifecycleConfigurationRule } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls/index.js';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy/index.js';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning/index.js';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { textNotAllowed } from '../errors.ts';
import { policyJson, type PolicyStatement } from '../identity/policy.ts';
import type { Grantee } from '../identity/workload-role.ts';
import type { Removal, StatefulPart } from '../removal.ts';
import { componentTags, type Component } from '../tags.ts';

/** A step in the life of objects below a prefix. */
export type LifecycleRule = S3BucketLifecycleConfigurationRule;

/** What a bucket is made from. */
export interface LakeBucketProps {
  /** Name of the bucket, unique in all of AWS. */
  readonly bucketName: string;
  readonly component: Component;
  /** What it holds, for people. */
  readonly holds: string;
  /**
   * KMS key of the objects.
   * @default keys of S3 (AES-256)
   */
  readonly keyArn?: string | undefined;
  /** Lifecycle rules; every bucket should abort incomplete uploads and expire old versions. */
  readonly lifecycle: readonly LifecycleRule[];
  /** @default 'guard' */
  readonly removal?: Removal | undefined;
}

const readActions = ['s3:GetObject'];
const writeActions = ['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'];

/** An encrypted, versioned, private bucket that takes TLS connections only. It is never deleted while it holds objects. */
export class LakeBucket extends Construct {
  readonly name: string;
  readonly arn: string;
  readonly stateful: readonly StatefulPart[];
  readonly #keyArn: string | undefined;

  constructor(scope: Construct, id: string, props: LakeBucketProps) {
    super(scope, id);
    const allowRemoval = props.removal === 'allow';
    const resource = new S3Bucket(this, 'Resource', {
      bucket: props.bucketName,
      forceDestroy: allowRemoval,
      tags: componentTags(props.component, props.bucketName),
      lifecycle: { preventDestroy: !allowRemoval },
    });
    this.name = resource.bucket;
    this.arn = resource.arn;
    this.#keyArn = props.keyArn;
    this.stateful = [{ resource, holds: props.holds, settings: this.#settings(resource.id, props) }];
  }

  /** Permits listing and reading objects below `prefix`. */
  grantRead(grantee: Grantee, prefix: string): void {
    const folder = checkPrefix('prefix', prefix);
    const sid = sidOf(this.node.id);
    const bare = folder.replace(/\/$/u, '');
    grantee.addStatement({
      Sid: `List${sid}`,
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: this.arn,
      Condition: { StringLike: { 's3:prefix': [bare, `${folder}*`] } },
    });
    grantee.addStatement({ Sid: `Locate${sid}`, Effect: 'Allow', Action: 's3:GetBucketLocation', Resource: this.arn });
    grantee.addStatement({ Sid: `Read${sid}`, Effect: 'Allow', Action: readActions, Resource: `${this.arn}/${folder}*` });
    this.#grantKey(grantee, `Decrypt${sid}`, ['kms:Decrypt']);
  }

  /** Permits writing and deleting objects below `prefix`; reading is a grant of its own. */
  grantWrite(grantee: Grantee, prefix: string): void {
    const folder = checkPrefix('prefix', prefix);
    const sid = sidOf(this.node.id);
    grantee.addStatement({ Sid: `Write${sid}`, Effect: 'Allow', Action: writeActions, Resource: `${this.arn}/${folder}*` });
    this.#grantKey(grantee, `Encrypt${sid}`, ['kms:GenerateDataKey', 'kms:Decrypt']);
  }

  #grantKey(grantee: Grantee, sid: string, actions: readonly string[]): void {
    if (this.#keyArn !== undefined) grantee.addStatement({ Sid: sid, Effect: 'Allow', Action: actions, Resource: this.#keyArn });
  }

  #settings(bucket: string, { keyArn, lifecycle }: LakeBucketProps): TerraformResource[] {
    const closed = new S3BucketPublicAccessBlock(this, 'closed', {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const versioning = new S3BucketVersioningA(this, 'versioning', { bucket, versioningConfiguration: { status: 'Enabled' } });
    return [
      closed,
      versioning,
      new S3BucketOwnershipControls(this, 'ownership', { bucket, rule: { objectOwnership: 'BucketOwnerEnforced' } }),
      new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
        bucket,
        rule: [
          {
            applyServerSideEncryptionByDefault:
              keyArn === undefined ? { sseAlgorithm: 'AES256' } : { sseAlgorithm: 'aws:kms', kmsMasterKeyId: keyArn },
            bucketKeyEnabled: keyArn !== undefined,
          },
        ],
      }),
      new S3BucketPolicy(this, 'tls', { bucket, policy: policyJson([tlsOnly(this.arn)]), dependsOn: [closed] }),
      new S3BucketLifecycleConfiguration(this, 'lifecycle', { bucket, rule: [...lifecycle], dependsOn: [versioning] }),
    ];
  }
}

/**
 * `prefix`, if it names a folder: no leading slash, one at the end.
 *
 * @throws LogexError `infra/text-not-allowed`.
 */
export function checkPrefix(setting: string, prefix: string): string {
  if (/^(?:[A-Za-z0-9_.=-]+\/)+$/u.test(prefix)) return prefix;
  throw textNotAllowed(setting, prefix, 'a folder such as logs/ or logs/web/', 'end it in one slash, begin it without one, and leave out wildcards');
}

function tlsOnly(arn: string): PolicyStatement {
  return {
    Sid: 'TlsOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [arn, `${arn}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

function sidOf(id: string): string {
  return id.replaceAll(/(?:^|-)([a-z])/gu, (_, letter: string) => letter.toUpperCase()).replaceAll(/[^A-Za-z0-9]/gu, '');
}
