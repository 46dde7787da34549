import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity/index.js';
import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { CatalogDatabase } from '../catalog/catalog-database.ts';
import { Cluster } from '../cluster/cluster.ts';
import { PlatformKey } from '../encryption/platform-key.ts';
import { addressNotStateful } from '../errors.ts';
import { foundationOutputs } from '../foundation-output-values.ts';
import type { FoundationProps } from '../foundation-props.ts';
import { WorkloadRoles } from '../identity/workload-roles.ts';
import { defaultServiceAccounts } from '../identity/workload.ts';
import { LakeBuckets } from '../lake/lake-buckets.ts';
import { physicalName } from '../naming.ts';
import { Network } from '../network/network.ts';
import { ImageRegistries } from '../registry/image-registries.ts';
import { addressOf, type Removal, type StatefulPart } from '../removal.ts';
import { PlatformStack } from './platform-stack.ts';

/** Values of the settings that stand at the top of {@link FoundationProps}, where nothing else is said. */
export const foundationDefaults = { projectName: 'data-platform', region: 'us-east-1' } as const;

/** The whole of phase 1 as one stack; its parts are open to code that adds to it. */
export class FoundationStack extends PlatformStack {
  readonly network: Network;
  readonly cluster: Cluster;
  readonly lake: LakeBuckets;
  readonly catalogDatabase: CatalogDatabase;
  readonly images: ImageRegistries;
  readonly workloads: WorkloadRoles;
  /** All resources that hold data. */
  readonly stateful: readonly StatefulPart[];

  constructor(scope: Construct, props: FoundationProps = {}) {
    const { projectName = foundationDefaults.projectName, region = foundationDefaults.region, multiAz = false, tags = {} } = props;
    super(scope, physicalName(projectName, 'foundation'), {
      projectName,
      region,
      tags,
      ...(props.backend !== undefined && { backend: props.backend }),
    });
    const lifted = new Set(props.allowDestroy);
    const removal = (address: string): Removal => (lifted.has('*') || lifted.has(address) ? 'allow' : 'guard');
    const { partition } = this;
    const caller = new DataAwsCallerIdentity(this, 'caller', {});
    const { accountId } = caller;

    const key = new PlatformKey(this, 'key', {
      projectName,
      name: 'platform',
      component: 'encryption',
      protects: 'Kubernetes secrets, the metastore and its snapshots, log groups',
      accountId,
      partition,
      logsRegion: region,
      removal: removal('aws_kms_key.key'),
    });
    this.network = new Network(this, 'network', { ...props.network, projectName, region, accountId, multiAz, logKeyArn: key.arn });
    const serviceAccounts = { ...defaultServiceAccounts, ...props.serviceAccounts };
    this.cluster = new Cluster(this, 'cluster', {
      ...props.cluster,
      projectName,
      partition,
      network: this.network,
      keyArn: key.arn,
      callerArn: caller.arn,
      ebsCsiServiceAccount: serviceAccounts['ebs-csi'],
      tags,
    });
    this.lake = new LakeBuckets(this, 'lake', {
      ...props.lake,
      projectName,
      accountId,
      partition,
      removal: (id) => removal(id === 'key' ? 'aws_kms_key.lake_key' : `aws_s3_bucket.lake_${id}`),
    });
    this.catalogDatabase = new CatalogDatabase(this, 'catalog', {
      ...props.catalogDatabase,
      projectName,
      network: this.network,
      multiAz,
      keyArn: key.arn,
      clients: this.cluster.nodeTraffic,
      removal: removal('aws_db_instance.catalog'),
    });
    this.images = new ImageRegistries(this, 'images', {
      ...props.images,
      projectName,
      removal: (id) => removal(`aws_ecr_repository.images_${id.replaceAll('-', '_')}`),
    });
    this.workloads = new WorkloadRoles(this, 'workloads', {
      projectName,
      region,
      partition,
      accountId,
      cluster: this.cluster,
      lake: this.lake,
      catalog: this.catalogDatabase,
      keyArn: key.arn,
      serviceAccounts,
    });
    this.stateful = [...this.lake.stateful, ...this.catalogDatabase.stateful, ...this.images.stateful, ...key.stateful];
    checkLifted(lifted, this.stateful.map(({ resource }) => addressOf(resource)));
    new TerraformOutput(this, 'foundation', { description: foundationOutput.description, value: foundationOutputs(this, accountId) });
  }
}

/** The one output of the stack. */
export const foundationOutput = { name: 'foundation', description: 'What phase 2 needs: cluster, roles, buckets, database, registries' } as const;

function checkLifted(lifted: ReadonlySet<string>, stateful: readonly string[]): void {
  const unknown = [...lifted].find((address) => address !== '*' && !stateful.includes(address));
  if (unknown !== undefined) throw addressNotStateful(unknown, stateful);
}
