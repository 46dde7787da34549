import { expect, test } from 'vitest';
import { configurationNames, configurations } from '../__fixtures__/configurations.ts';
import { synthesizeFoundation } from '../foundation.ts';
import { checkPolicies } from './check-policies.ts';
import { block } from './terraform-model.ts';
import { reasonsUsed, wildcardReasons } from './wildcards.ts';
import { synthesizeStateBootstrap } from '../state/state-bootstrap.ts';

type Editable = Record<string, Record<string, Record<string, never>>>;

/** Findings after `edit` changed the resources of a configuration, as `rule address`. */
function findingsAfter(edit: (resources: Editable) => void, name: keyof typeof configurations = 'minimal'): string[] {
  const json = structuredClone(synthesizeFoundation(configurations[name]).terraformJson);
  edit(json['resource'] as Editable);
  return [...new Set(checkPolicies(json).map(({ rule, address }) => `${rule} ${address}`))];
}

function editPolicy(resource: Record<string, unknown>, edit: (statement: Record<string, unknown>) => void, field = 'policy'): void {
  const policy = JSON.parse(String(resource[field])) as { Statement: Record<string, unknown>[] };
  policy.Statement.forEach(edit);
  resource[field] = JSON.stringify(policy);
}

test.each(configurationNames)('finds nothing in %s', (name) => {
  expect(checkPolicies(synthesizeFoundation(configurations[name]).terraformJson)).toEqual([]);
});

test('every written reason has a use', () => {
  const used = configurationNames.flatMap((name) => reasonsUsed(synthesizeFoundation(configurations[name]).terraformJson));
  const bootstrap = reasonsUsed(synthesizeStateBootstrap({ projectName: 'acme', region: 'us-east-1', accountId: '111122223333' }).terraformJson);

  expect([...new Set([...used, ...bootstrap])].toSorted()).toEqual(Object.keys(wildcardReasons).toSorted());
});

const violations: readonly [title: string, finding: string, edit: (resources: Editable) => void, name?: keyof typeof configurations][] = [
  [
    'nodes stand in a public subnet',
    'private-placement aws_eks_node_group.cluster_system',
    (r) => Object.assign(r['aws_eks_node_group']!['cluster_system']!, { subnet_ids: ['${aws_subnet.network_public_1.id}'] }),
  ],
  [
    'the subnet of the nodes routes to the internet gateway',
    'private-placement aws_eks_node_group.cluster_spark_executors',
    (r) =>
      Object.assign(r['aws_route']!, {
        extra: { route_table_id: '${aws_route_table.network_private_1_table.id}', gateway_id: '${aws_internet_gateway.network_internet.id}' },
      }),
  ],
  [
    'the database stands in a public subnet',
    'private-placement aws_db_subnet_group.catalog_subnets',
    (r) => Object.assign(r['aws_db_subnet_group']!['catalog_subnets']!, { subnet_ids: ['${aws_subnet.network_public_2.id}'] }),
  ],
  [
    'the database has a public address',
    'private-placement aws_db_instance.catalog',
    (r) => Object.assign(r['aws_db_instance']!['catalog']!, { publicly_accessible: true }),
  ],
  [
    'S3 hangs on the wrong route table',
    'service-reachability aws_eks_node_group.cluster_system',
    (r) => Object.assign(r['aws_vpc_endpoint']!['network_endpoint_s3']!, { route_table_ids: ['${aws_route_table.network_public.id}'] }),
  ],
  [
    'an interface endpoint is missing',
    'service-reachability aws_eks_node_group.cluster_system',
    (r) => delete r['aws_vpc_endpoint']!['network_endpoint_sts'],
  ],
  [
    'an endpoint has no private name',
    'service-reachability aws_eks_node_group.cluster_system',
    (r) => Object.assign(r['aws_vpc_endpoint']!['network_endpoint_ec2']!, { private_dns_enabled: false }),
  ],
  [
    'an endpoint admits another subnet only',
    'service-reachability aws_eks_node_group.cluster_system',
    (r) => delete r['aws_vpc_security_group_ingress_rule']!['network_endpoint_traffic_from_private_1'],
  ],
  [
    'nodes may not call the endpoints',
    'service-reachability aws_eks_node_group.cluster_system',
    (r) => delete r['aws_vpc_security_group_egress_rule']!['cluster_nodes_to_endpoints'],
  ],
  [
    'nodes may not call S3',
    'service-reachability aws_eks_node_group.cluster_system',
    (r) => delete r['aws_vpc_security_group_egress_rule']!['cluster_nodes_to_s3'],
  ],
  [
    'an endpoint lacks a zone of the nodes',
    'service-reachability aws_eks_node_group.cluster_system',
    (r) => Object.assign(r['aws_vpc_endpoint']!['network_endpoint_logs']!, { subnet_ids: ['${aws_subnet.network_private_1.id}'] }),
    'multi-az',
  ],
  [
    'nodes may not call the database',
    'service-reachability aws_eks_node_group.cluster_system',
    (r) => delete r['aws_vpc_security_group_egress_rule']!['cluster_nodes_to_metastore'],
  ],
  [
    'the database does not admit the nodes',
    'service-reachability aws_eks_node_group.cluster_system',
    (r) => delete r['aws_vpc_security_group_ingress_rule']!['catalog_traffic_from_nodes'],
  ],
  [
    'the Kubernetes API does not admit the nodes',
    'service-reachability aws_eks_node_group.cluster_system',
    (r) => delete r['aws_vpc_security_group_ingress_rule']!['cluster_control_plane_from_nodes'],
  ],
  [
    'a port is open to everybody',
    'closed-traffic aws_vpc_security_group_ingress_rule.catalog_traffic_from_nodes',
    (r) => Object.assign(r['aws_vpc_security_group_ingress_rule']!['catalog_traffic_from_nodes']!, { cidr_ipv4: '0.0.0.0/0' }),
  ],
  [
    'a rule permits every protocol',
    'closed-traffic aws_vpc_security_group_egress_rule.cluster_nodes_to_pods',
    (r) => Object.assign(r['aws_vpc_security_group_egress_rule']!['cluster_nodes_to_pods']!, { ip_protocol: '-1' }),
  ],
  [
    'the Kubernetes API is open to everybody',
    'closed-traffic aws_eks_cluster.cluster',
    (r) => Object.assign(r['aws_eks_cluster']!['cluster']!['vpc_config']!, { endpoint_public_access: true }),
  ],
  [
    'the database is not encrypted',
    'encryption-at-rest aws_db_instance.catalog',
    (r) => Object.assign(r['aws_db_instance']!['catalog']!, { storage_encrypted: false }),
  ],
  [
    'Kubernetes secrets are not encrypted',
    'encryption-at-rest aws_eks_cluster.cluster',
    (r) => delete r['aws_eks_cluster']!['cluster']!['encryption_config'],
  ],
  [
    'a node disk is not encrypted',
    'encryption-at-rest aws_launch_template.cluster_system_template',
    (r) => Object.assign(r['aws_launch_template']!['cluster_system_template']!, { block_device_mappings: [{ ebs: {} }] }),
  ],
  [
    'a log group has no key',
    'encryption-at-rest aws_cloudwatch_log_group.network_flow_logs_group',
    (r) => delete r['aws_cloudwatch_log_group']!['network_flow_logs_group']!['kms_key_id'],
  ],
  ['a bucket has no public access block', 'bucket-protection aws_s3_bucket.lake_raw', (r) => delete r['aws_s3_bucket_public_access_block']!['lake_raw_closed']],
  [
    'public policies are not blocked',
    'bucket-protection aws_s3_bucket.lake_iceberg',
    (r) => Object.assign(r['aws_s3_bucket_public_access_block']!['lake_iceberg_closed']!, { block_public_policy: false }),
  ],
  [
    'a bucket is not encrypted',
    'bucket-protection aws_s3_bucket.lake_raw',
    (r) => delete r['aws_s3_bucket_server_side_encryption_configuration']!['lake_raw_encryption'],
  ],
  [
    'a bucket takes plain HTTP',
    'bucket-protection aws_s3_bucket.lake_raw',
    (r) => editPolicy(r['aws_s3_bucket_policy']!['lake_raw_tls']!, (statement) => Object.assign(statement, { Effect: 'Allow' })),
  ],
  [
    'incomplete uploads stay for ever',
    'bucket-protection aws_s3_bucket.lake_iceberg',
    (r) => Object.assign(r['aws_s3_bucket_lifecycle_configuration']!['lake_iceberg_lifecycle']!, { rule: [] }),
  ],
  ['a password stands in the configuration', 'literal-secrets aws_db_instance.catalog', (r) => Object.assign(r['aws_db_instance']!['catalog']!, { password: 'changeme' })],
  [
    'a password would stand in the state',
    'literal-secrets aws_db_instance.catalog',
    (r) => Object.assign(r['aws_db_instance']!['catalog']!, { manage_master_user_password: false }),
  ],
  [
    'a text holds an access key',
    'literal-secrets aws_launch_template.cluster_system_template',
    (r) => Object.assign(r['aws_launch_template']!['cluster_system_template']!, { description: `AKIA${'A'.repeat(16)}` }),
  ],
  [
    'a statement allows every action',
    'wildcards aws_iam_role_policy.workloads_spark_permissions',
    (r) => editPolicy(r['aws_iam_role_policy']!['workloads_spark_permissions']!, (statement) => Object.assign(statement, { Action: 's3:*' })),
  ],
  [
    'a statement allows every resource',
    'wildcards aws_iam_role_policy.workloads_clickhouse_permissions',
    (r) => editPolicy(r['aws_iam_role_policy']!['workloads_clickhouse_permissions']!, (statement) => Object.assign(statement, { Resource: '*' })),
  ],
  [
    'a whole bucket is granted',
    'wildcards aws_iam_role_policy.workloads_spark_permissions',
    (r) =>
      editPolicy(r['aws_iam_role_policy']!['workloads_spark_permissions']!, (statement) => Object.assign(statement, { Resource: '${aws_s3_bucket.lake_raw.arn}/*' })),
  ],
  [
    'the granted prefix is not the one that jobs read',
    'data-grants aws_iam_role_policy.workloads_spark_permissions',
    (r) =>
      editPolicy(r['aws_iam_role_policy']!['workloads_spark_permissions']!, (statement) => {
        if (statement['Sid'] === 'ReadRaw') statement['Resource'] = '${aws_s3_bucket.lake_raw.arn}/ingestion/*';
      }),
  ],
  [
    'ClickHouse may write',
    'data-grants aws_iam_role_policy.workloads_clickhouse_permissions',
    (r) =>
      editPolicy(r['aws_iam_role_policy']!['workloads_clickhouse_permissions']!, (statement) => {
        if (statement['Sid'] === 'ReadIceberg') statement['Action'] = ['s3:PutObject'];
      }),
  ],
  [
    'a role trusts a whole namespace',
    'pinned-trust aws_iam_role.workloads_spark',
    (r) =>
      editPolicy(
        r['aws_iam_role']!['workloads_spark']!,
        (statement) => Object.assign(statement, { Condition: { StringLike: { 'issuer:sub': 'system:serviceaccount:spark:*' } } }),
        'assume_role_policy',
      ),
  ],
  ['a bucket would be emptied', 'guarded-data aws_s3_bucket.lake_raw', (r) => Object.assign(r['aws_s3_bucket']!['lake_raw']!, { force_destroy: true })],
  [
    'the database has no deletion protection',
    'guarded-data aws_db_instance.catalog',
    (r) => Object.assign(r['aws_db_instance']!['catalog']!, { deletion_protection: false }),
  ],
  ['a key can be replaced', 'guarded-data aws_kms_key.key', (r) => delete r['aws_kms_key']!['key']!['lifecycle']],
  [
    'image tags can move',
    'guarded-data aws_ecr_repository.images_spark',
    (r) => Object.assign(r['aws_ecr_repository']!['images_spark']!, { image_tag_mutability: 'MUTABLE' }),
  ],
  [
    'pods reach the metadata service',
    'node-hardening aws_launch_template.cluster_system_template',
    (r) => Object.assign(r['aws_launch_template']!['cluster_system_template']!['metadata_options']!, { http_put_response_hop_limit: 2 }),
  ],
  [
    'spot nodes have no taint',
    'node-hardening aws_eks_node_group.cluster_spark_executors',
    (r) => delete r['aws_eks_node_group']!['cluster_spark_executors']!['taint'],
  ],
  [
    'a name leaves the rule',
    'names-and-tags aws_iam_role.workloads_spark',
    (r) => Object.assign(r['aws_iam_role']!['workloads_spark']!, { name: 'spark' }),
  ],
  ['a resource has no component', 'names-and-tags aws_vpc.network', (r) => delete r['aws_vpc']!['network']!['tags']!['Component']],
];

test.each(violations)('fails when %s', (_, finding, edit, name) => {
  expect(findingsAfter(edit, name)).toContain(finding);
});

test('IAM follows the prefixes that jobs are given', () => {
  const { terraformJson } = synthesizeFoundation({ lake: { rawPrefix: 'incoming/' } });
  const policies = block(block(terraformJson['resource'])['aws_iam_role_policy']);

  expect(String(block(policies['workloads_spark_permissions'])['policy'])).toContain('${aws_s3_bucket.lake_raw.arn}/incoming/*');
  expect(checkPolicies(terraformJson)).toEqual([]);
});
