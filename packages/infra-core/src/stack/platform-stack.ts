import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { LocalBackend, S3Backend, TerraformElement, TerraformStack } from 'cdktf';
import type { Construct, Node } from 'constructs';
import { physicalName } from '../naming.ts';
import { partitionOf } from '../region.ts';
import type { StateBackend } from '../state/state-backend.ts';
import { projectTags } from '../tags.ts';

/** AWS provider versions that the synthesized output passes: checked with the lower one, typed for 6.25. */
export const awsProviderVersions = '>= 5.100.0, < 7.0.0';

/** Terraform or OpenTofu versions: 1.10 is the first with S3 lock files. */
export const terraformVersions = '>= 1.10.0';

/** What a stack has to know before any resource. */
export interface PlatformStackProps {
  /** Prefix of every physical name. */
  readonly projectName: string;
  /** AWS region. */
  readonly region: string;
  /**
   * Tags beside the project's own.
   * @default {}
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Where Terraform keeps its state.
   * @default { kind: 'local', path: 'terraform.tfstate' }
   */
  readonly backend?: StateBackend;
}

/**
 * A stack with the AWS provider, tags, backend, and addresses that read like the construct tree: the bucket `raw` of
 * `lake` is `aws_s3_bucket.lake_raw`. A construct id is therefore part of an address: changing it replaces the resource.
 */
export class PlatformStack extends TerraformStack {
  readonly projectName: string;
  readonly region: string;
  readonly partition: string;

  constructor(scope: Construct, id: string, props: PlatformStackProps) {
    super(scope, id);
    physicalName(props.projectName);
    this.projectName = props.projectName;
    this.region = props.region;
    this.partition = partitionOf(props.region);
    new AwsProvider(this, 'aws', { region: props.region, defaultTags: [{ tags: projectTags(props.projectName, props.tags) }] });
    this.addOverride('terraform.required_providers.aws.version', awsProviderVersions);
    this.addOverride('terraform.required_version', terraformVersions);
    addBackend(this, props.backend ?? { kind: 'local', path: 'terraform.tfstate' });
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    const ids = node.scopes.slice(node.scopes.indexOf(this) + 1).map((scope) => scope.node.id);
    return ids.filter((id) => id !== 'Resource').join('_').replaceAll('-', '_');
  }
}

function addBackend(stack: TerraformStack, backend: StateBackend): void {
  if (backend.kind === 'local') {
    new LocalBackend(stack, { path: backend.path });
    return;
  }
  new S3Backend(stack, { bucket: backend.bucket, key: backend.key, region: backend.region, encrypt: true });
  stack.addOverride('terraform.backend.s3.use_lockfile', true);
}
