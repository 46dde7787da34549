import { TerraformOutput } from 'cdktf';
import { RootConstruct } from 'constructs';
import { LakeBucket } from '../lake/lake-bucket.ts';
import { housekeepingRules } from '../lake/lifecycle-rules.ts';
import { physicalName } from '../naming.ts';
import { PlatformStack } from '../stack/platform-stack.ts';
import { synthesizeStack, type TerraformJson } from '../stack/synthesize-stack.ts';
import type { S3StateBackend } from './state-backend.ts';

/** What the bucket for remote state is made from. */
export interface StateBootstrapProps {
  readonly projectName: string;
  readonly region: string;
  /** Account that the bucket is for; it makes the name unique. */
  readonly accountId: string;
  /** @default {} */
  readonly tags?: Readonly<Record<string, string>>;
}

/** The bootstrap stack and the backend that it makes. */
export interface StateBootstrap {
  /** `<project>-state`. */
  readonly stackName: string;
  /** Terraform JSON; its own state is a local file, as there is no bucket to keep it in yet. */
  readonly terraformJson: TerraformJson;
  /** For `backend` of {@link FoundationProps} once the stack is applied. */
  readonly backend: S3StateBackend;
  /** Address of the bucket, for an import where the local state was lost. */
  readonly bucketAddress: string;
}

/** Name of the state bucket of a project in an account: `<project>-state-<account>`. */
export function stateBucketName(projectName: string, accountId: string): string {
  return `${physicalName(projectName, 'state')}-${accountId}`;
}

/** A versioned, encrypted, private bucket for Terraform state, guarded against destruction; S3 itself keeps the lock. */
export function synthesizeStateBootstrap({ projectName, region, accountId, tags = {} }: StateBootstrapProps): StateBootstrap {
  const bucketName = stateBucketName(projectName, accountId);
  const stack = new PlatformStack(new RootConstruct(), physicalName(projectName, 'state'), {
    projectName,
    region,
    tags,
    backend: { kind: 'local', path: 'terraform.tfstate' },
  });
  new LakeBucket(stack, 'state', { bucketName, component: 'state', holds: 'Terraform state', lifecycle: housekeepingRules(90) });
  new TerraformOutput(stack, 'bucket', { description: 'Bucket for Terraform state', value: bucketName });
  return {
    stackName: stack.node.id,
    terraformJson: synthesizeStack(stack),
    backend: { kind: 's3', bucket: bucketName, key: `${projectName}/foundation.tfstate`, region },
    bucketAddress: 'aws_s3_bucket.state',
  };
}
