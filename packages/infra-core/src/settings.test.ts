import { LogexError } from '@logex/log-schema';
import { expect, test } from 'vitest';
import type { FoundationProps } from './foundation-props.ts';
import { synthesizeFoundation } from './foundation.ts';
import { synthesizeStateBootstrap } from './state/state-bootstrap.ts';
import { resourcesOf } from './policy/terraform-model.ts';

const text = (props: FoundationProps): string => JSON.stringify(synthesizeFoundation(props).terraformJson);
const defaults = text({});

const changes: readonly [setting: string, props: FoundationProps, seen: string][] = [
  ['projectName', { projectName: 'acme' }, '"acme-eks"'],
  ['region', { region: 'eu-west-1' }, '"eu-west-1a"'],
  ['multiAz', { multiAz: true }, '"multi_az":true'],
  ['tags', { tags: { Team: 'logs' } }, '"Team":"logs"'],
  ['network.vpcCidr', { network: { vpcCidr: '10.8.0.0/16' } }, '"10.8.32.0/19"'],
  ['network.availabilityZones', { network: { availabilityZones: ['us-east-1d', 'us-east-1f'] } }, '"us-east-1f"'],
  ['network.nat', { network: { nat: 'one' } }, '"aws_nat_gateway"'],
  ['network.endpoints', { network: { nat: 'one', endpoints: false } }, '"cidr_ipv4":"0.0.0.0/0"'],
  ['network.extraEndpoints', { network: { extraEndpoints: ['kinesis-streams'] } }, 'com.amazonaws.us-east-1.kinesis-streams'],
  ['network.flowLogRetentionDays', { network: { flowLogRetentionDays: 30 } }, '"retention_in_days":30'],
  ['cluster.version', { cluster: { version: '1.35' } }, '"version":"1.35"'],
  ['cluster.upgradePolicy', { cluster: { upgradePolicy: 'standard' } }, '"support_type":"STANDARD"'],
  ['cluster.publicAccessCidrs', { cluster: { publicAccessCidrs: ['203.0.113.7/32'] } }, '"public_access_cidrs":["203.0.113.7/32"]'],
  ['cluster.privateAccessCidrs', { cluster: { privateAccessCidrs: ['172.20.0.0/16'] } }, '"cidr_ipv4":"172.20.0.0/16"'],
  ['cluster.adminPrincipalArns', { cluster: { adminPrincipalArns: ['arn:aws:iam::111122223333:role/Ops'] } }, 'role/Ops'],
  ['cluster.systemInstanceTypes', { cluster: { systemInstanceTypes: ['m5.large'] } }, '"instance_types":["m5.large"]'],
  ['cluster.systemNodes', { cluster: { systemNodes: { min: 4, max: 8 } } }, '"min_size":4'],
  ['cluster.executorInstanceTypes', { cluster: { executorInstanceTypes: ['r6g.xlarge'] } }, 'AL2023_ARM_64_STANDARD'],
  ['cluster.executorNodes', { cluster: { executorNodes: { min: 1, max: 99 } } }, '"max_size":99'],
  ['cluster.nodeDiskGib', { cluster: { nodeDiskGib: 321 } }, '"volume_size":321'],
  ['cluster.addonVersions', { cluster: { addonVersions: { coredns: 'v1.12.1-eksbuild.2' } } }, '"addon_version":"v1.12.1-eksbuild.2"'],
  ['cluster.logRetentionDays', { cluster: { logRetentionDays: 14 } }, '"retention_in_days":14'],
  ['lake.rawBucketName', { lake: { rawBucketName: 'my-raw' } }, '"bucket":"my-raw"'],
  ['lake.icebergBucketName', { lake: { icebergBucketName: 'my-lake' } }, '"bucket":"my-lake"'],
  ['lake.rawPrefix', { lake: { rawPrefix: 'in/' } }, 's3a://${aws_s3_bucket.lake_raw.bucket}/in"'],
  ['lake.warehousePrefix', { lake: { warehousePrefix: 'wh/' } }, 's3a://${aws_s3_bucket.lake_iceberg.bucket}/wh"'],
  ['lake.encryption', { lake: { encryption: 'kms' } }, '"sse_algorithm":"aws:kms"'],
  ['lake.rawInfrequentAccessAfterDays', { lake: { rawInfrequentAccessAfterDays: 77 } }, '"days":77'],
  ['lake.rawArchiveAfterDays', { lake: { rawArchiveAfterDays: 90 } }, '"storage_class":"GLACIER_IR"'],
  ['lake.rawExpireAfterDays', { lake: { rawExpireAfterDays: 400 } }, '"expiration":[{"days":400}]'],
  ['lake.oldVersionDays', { lake: { oldVersionDays: 9 } }, '"noncurrent_days":9'],
  ['catalogDatabase.databaseName', { catalogDatabase: { databaseName: 'hms' } }, '"db_name":"hms"'],
  ['catalogDatabase.username', { catalogDatabase: { username: 'root_user' } }, '"username":"root_user"'],
  ['catalogDatabase.instanceClass', { catalogDatabase: { instanceClass: 'db.m7g.large' } }, '"instance_class":"db.m7g.large"'],
  ['catalogDatabase.allocatedStorageGib', { catalogDatabase: { allocatedStorageGib: 40 } }, '"max_allocated_storage":200'],
  ['catalogDatabase.maxAllocatedStorageGib', { catalogDatabase: { maxAllocatedStorageGib: 64 } }, '"max_allocated_storage":64'],
  ['catalogDatabase.engineVersion', { catalogDatabase: { engineVersion: '8.0' } }, '"family":"mysql8.0"'],
  ['catalogDatabase.backupRetentionDays', { catalogDatabase: { backupRetentionDays: 21 } }, '"backup_retention_period":21'],
  ['catalogDatabase.finalSnapshotId', { catalogDatabase: { finalSnapshotId: 'last-one' } }, '"final_snapshot_identifier":"last-one"'],
  ['images.built', { images: { built: ['spark', 'hive-metastore', 'extra'] } }, '"name":"data-platform/extra"'],
  ['images.mirrored', { images: { mirrored: [{ name: 'busybox', upstream: 'docker.io/library/busybox' }] } }, '"name":"data-platform/mirror/busybox"'],
  ['images.keepImages', { images: { keepImages: 7 } }, 'The newest 7 images stay'],
  ['serviceAccounts', { serviceAccounts: { spark: { namespace: 'etl', name: 'runner' } } }, 'system:serviceaccount:etl:runner'],
  ['backend', { backend: { kind: 's3', bucket: 'b', key: 'k', region: 'us-east-1' } }, '"use_lockfile":true'],
  ['allowDestroy', { allowDestroy: ['aws_s3_bucket.lake_raw'] }, '"force_destroy":true'],
];

test.each(changes)('%s changes the output', (_, props, seen) => {
  expect(defaults).not.toContain(seen);
  expect(text(props)).toContain(seen);
});

const mistakes: readonly [mistake: string, code: string, props: FoundationProps][] = [
  ['a project name has capitals', 'infra/project-name-not-allowed', { projectName: 'Acme' }],
  ['a project name is too long', 'infra/project-name-not-allowed', { projectName: 'a'.repeat(25) }],
  ['a region does not exist', 'infra/region-not-known', { region: 'us-east' }],
  ['a region is in China', 'infra/region-not-known', { region: 'cn-north-1' }],
  ['zones differ by account', 'infra/zones-not-known', { region: 'us-west-1' }],
  ['there is one zone', 'infra/zones-not-allowed', { network: { availabilityZones: ['us-east-1a'] } }],
  ['a zone is of another region', 'infra/zones-not-allowed', { network: { availabilityZones: ['us-east-1a', 'us-east-2b'] } }],
  ['nodes have no way out', 'infra/nodes-unreachable', { network: { endpoints: false } }],
  ['an endpoint has no service name', 'infra/text-not-allowed', { network: { extraEndpoints: ['S3!'] } }],
  ['a retention is none of CloudWatch', 'infra/number-not-allowed', { network: { flowLogRetentionDays: 42 } }],
  ['the API is opened to everybody', 'infra/text-not-allowed', { cluster: { publicAccessCidrs: ['0.0.0.0/0'] } }],
  ['a version has a patch number', 'infra/text-not-allowed', { cluster: { version: '1.33.2' } }],
  ['an administrator is a session', 'infra/text-not-allowed', { cluster: { adminPrincipalArns: ['arn:aws:sts::111122223333:assumed-role/Ops/me'] } }],
  ['a group has less room than nodes', 'infra/number-not-allowed', { cluster: { systemNodes: { min: 5, max: 3 } } }],
  ['a disk is too small', 'infra/number-not-allowed', { cluster: { nodeDiskGib: 8 } }],
  ['a prefix has a leading slash', 'infra/text-not-allowed', { lake: { rawPrefix: '/logs/' } }],
  ['a prefix has a wildcard', 'infra/text-not-allowed', { lake: { warehousePrefix: 'wh*/' } }],
  ['a bucket name has a dot', 'infra/text-not-allowed', { lake: { rawBucketName: 'my.bucket' } }],
  ['files move before day 30', 'infra/number-not-allowed', { lake: { rawInfrequentAccessAfterDays: 7 } }],
  ['files are archived too soon', 'infra/number-not-allowed', { lake: { rawArchiveAfterDays: 40 } }],
  ['files are deleted before their move', 'infra/number-not-allowed', { lake: { rawExpireAfterDays: 20 } }],
  ['a database name needs quotes', 'infra/text-not-allowed', { catalogDatabase: { databaseName: 'hive-metastore' } }],
  ['an instance class is an EC2 type', 'infra/text-not-allowed', { catalogDatabase: { instanceClass: 'm7g.large' } }],
  ['backups are off', 'infra/number-not-allowed', { catalogDatabase: { backupRetentionDays: 0 } }],
  ['an image has a registry host', 'infra/text-not-allowed', { images: { mirrored: [{ name: 'docker.io/Library:1', upstream: 'x' }] } }],
  ['no image is built', 'infra/list-not-allowed', { images: { built: [] } }],
  ['a guard is lifted from nothing', 'infra/address-not-stateful', { allowDestroy: ['aws_vpc.network'] }],
];

test.each(mistakes)('fails when %s', (_, code, props) => {
  const error = errorOf(() => synthesizeFoundation(props));

  expect(error).toMatchObject({ code, kind: 'usage' });
  // Act: what is wrong; what is allowed. Then what to do.
  expect(error.message).toMatch(/^[a-z].+: .+(?:; .+|, and .+)/u);
  expect(error.hint?.length).toBeGreaterThan(10);
});

test('without a private way to S3 there is a NAT gateway, and no endpoint', () => {
  const { terraformJson } = synthesizeFoundation({ network: { nat: 'one', endpoints: false } });

  expect(resourcesOf(terraformJson, 'aws_vpc_endpoint')).toEqual([]);
});

test('one NAT gateway serves all zones, or each zone has its own', () => {
  const nats = (props: FoundationProps): number => resourcesOf(synthesizeFoundation(props).terraformJson, 'aws_nat_gateway').length;

  expect([nats({ multiAz: true, network: { nat: 'one' } }), nats({ multiAz: true, network: { nat: 'one-per-zone' } })]).toEqual([1, 3]);
});

test('add-ons stand in the order that nodes need', () => {
  const { resource } = synthesizeFoundation().terraformJson as { resource: Record<string, Record<string, { depends_on: string[] }>> };

  expect(resource['aws_eks_node_group']!['cluster_system']!.depends_on).toEqual(expect.arrayContaining(['aws_eks_addon.cluster_vpc_cni', 'aws_eks_addon.cluster_kube_proxy']));
  expect(resource['aws_eks_addon']!['cluster_coredns']!.depends_on).toEqual(['aws_eks_node_group.cluster_system']);
  expect(resource['aws_eks_addon']!['cluster_aws_ebs_csi_driver']!.depends_on).toContain('aws_eks_node_group.cluster_system');
});

test('the state bootstrap makes a guarded bucket and the backend for it', () => {
  const { terraformJson, backend, bucketAddress } = synthesizeStateBootstrap({ projectName: 'acme', region: 'eu-west-1', accountId: '111122223333' });
  const bucket = resourcesOf(terraformJson, 'aws_s3_bucket')[0];

  expect(backend).toEqual({ kind: 's3', bucket: 'acme-state-111122223333', key: 'acme/foundation.tfstate', region: 'eu-west-1' });
  expect(bucket).toMatchObject({ address: bucketAddress, body: { bucket: backend.bucket, force_destroy: false, lifecycle: { prevent_destroy: true } } });
});

function errorOf(act: () => unknown): LogexError {
  try {
    act();
  } catch (error) {
    if (error instanceof LogexError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
