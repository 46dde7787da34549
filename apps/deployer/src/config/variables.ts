import { choice, count, flag, list, optionalCount, optionalText, text, type Variable } from './variable.ts';

const dnsLabel = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/u;
const dnsLabelWords = 'a Kubernetes name: lower-case letters, digits and hyphens, 63 at most';
const bucketName = /^[a-z0-9](?:[-a-z0-9]{1,61})[a-z0-9]$/u;
const bucketWords = 'a bucket name: 3 to 63 lower-case letters, digits and hyphens';
const instanceType = /^[a-z][a-z0-9-]*\.(?:nano|micro|small|medium|large|\d*xlarge)$/u;
const cidr = /^\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}$/u;

/**
 * Every variable of a deployment, in the order of its documentation. `config init`, `config explain`, the JSON Schema
 * and the table in the README are made from this declaration.
 */
export const variables = {
  project_name: text(/^[a-z](?:[-a-z0-9]{1,22}[a-z0-9])$/u, '3 to 24 lower-case letters, digits and hyphens, the first a letter', {
    section: 'general', default: 'data-platform', environment: ['PROJECT'], stages: ['infra', 'kubernetes'],
    doc: 'Begins the name of every resource, and tags it.',
  }),
  aws_region: text(/^[a-z]{2}(?:-[a-z]+)+-\d$/u, 'the name of an AWS region, such as us-east-1', {
    section: 'general', default: 'us-east-1', environment: ['AWS_REGION'], stages: ['infra', 'kubernetes'],
    doc: 'Region that everything is in.',
  }),
  state_bucket_name: optionalText(bucketName, bucketWords, {
    section: 'general', default: null,
    doc: 'Bucket of the Terraform state, with a lock; init makes it where it is missing. Null: the state is a file in the work folder, for trials.',
  }),
  multi_az: flag({
    section: 'network', default: false,
    doc: 'Nodes, endpoints and the database over several zones, in place of one: survives the loss of a zone, costs more.',
  }),
  enable_nat_gateway: flag({
    section: 'network', default: false,
    doc: 'A NAT gateway, through which private nodes reach the internet.',
  }),
  nat_gateway_per_zone: flag({
    section: 'network', default: true,
    doc: 'With enable_nat_gateway and multi_az: one gateway in each zone, in place of a single one for all.',
  }),
  create_vpc_endpoints: flag({
    section: 'network', default: true,
    doc: 'Endpoints through which private nodes reach AWS without a NAT gateway. One of the two is needed.',
  }),
  vpc_cidr: text(cidr, 'an address block, such as 10.0.0.0/16', {
    section: 'network', default: '10.0.0.0/16',
    doc: 'Address block of the VPC, /16 to /20. A change replaces the VPC.',
  }),
  availability_zones: list(/^[a-z0-9-]+[a-z]$/u, 'zones, such as us-east-1a', {
    section: 'network', default: [], least: 0,
    doc: 'Zones by name, two or more, in order of use. Empty: the first ones of the region.',
  }),
  eks_version: text(/^1\.\d{2}$/u, 'a Kubernetes version with two parts, such as 1.33', {
    section: 'cluster', default: '1.33',
    doc: 'Kubernetes version of the cluster. One minor version up at a time; plan and doctor tell when its support ends.',
  }),
  eks_upgrade_policy: choice(['extended', 'standard'], {
    section: 'cluster', default: 'extended',
    doc: 'At the end of standard support: stay for a fee (extended), or let AWS upgrade (standard).',
  }),
  public_access_cidrs: list(cidr, 'address blocks, such as 203.0.113.0/24', {
    section: 'cluster', default: [], least: 0,
    doc: 'Who may reach the public endpoint of the API server. Empty: it has none.',
  }),
  admin_principal_arns: list(/^arn:[\w-]+:iam::\d{12}:(?:role|user)\/\S+$/u, 'ARNs of IAM roles or users', {
    section: 'cluster', default: [], least: 0,
    doc: 'Who administers the cluster. Empty: the identity of the first apply.',
  }),
  node_size: list(instanceType, 'EC2 instance types, such as m6i.xlarge', {
    section: 'cluster', default: ['m6i.xlarge'], least: 1,
    doc: 'Instance types of the spot nodes for Spark executors. One type stands for its siblings too, which makes interruptions rarer.',
  }),
  node_max: count({ min: 1, max: 450 }, {
    section: 'cluster', default: 10,
    doc: 'Most executor nodes at a time; they scale from none.',
  }),
  sys_node_size: list(instanceType, 'EC2 instance types, such as m6i.large', {
    section: 'cluster', default: ['m6i.large'], least: 1,
    doc: 'Instance types of the on-demand nodes for everything else: operators, drivers, metastore, ClickHouse.',
  }),
  sys_node_min: count({ min: 1, max: 450 }, {
    section: 'cluster', default: 2,
    doc: 'Fewest system nodes.',
  }),
  sys_node_max: count({ min: 1, max: 450 }, {
    section: 'cluster', default: 6,
    doc: 'Most system nodes at a time.',
  }),
  s3_raw_bucket_name: optionalText(bucketName, bucketWords, {
    section: 'storage', default: null, stages: ['infra', 'kubernetes'],
    doc: 'Bucket of raw log files. Null: named from project and account. A change replaces the bucket.',
  }),
  s3_iceberg_bucket_name: optionalText(bucketName, bucketWords, {
    section: 'storage', default: null, stages: ['infra', 'kubernetes'],
    doc: 'Bucket of the Iceberg warehouse. Null: named from project and account. A change replaces the bucket.',
  }),
  lake_encryption: choice(['aes256', 'kms'], {
    section: 'storage', default: 'aes256',
    doc: 'Encryption of both buckets: keys of S3, or a KMS key of this account.',
  }),
  raw_archive_after_days: optionalCount({ min: 60, max: 36_500 }, {
    section: 'storage', default: null,
    doc: 'Days after which raw files move on from Infrequent Access to Glacier Instant Retrieval. Null: never.',
  }),
  raw_expire_after_days: optionalCount({ min: 31, max: 36_500 }, {
    section: 'storage', default: null,
    doc: 'Days after which raw files are deleted. Null: never.',
  }),
  db_name: text(/^[a-z][a-z0-9_]{0,63}$/u, '1 to 64 lower-case letters, digits and underscores, the first a letter', {
    section: 'database', default: 'hive_metastore', stages: ['infra', 'kubernetes'],
    doc: 'Database of the Hive Metastore. A change replaces the database.',
  }),
  db_username: text(/^(?!(?:rdsadmin|admin)$)[a-z][a-z0-9_]{0,15}$/u, '1 to 16 lower-case letters, digits and underscores, the first a letter; not admin or rdsadmin', {
    section: 'database', default: 'hive_admin', stages: ['infra', 'kubernetes'],
    doc: 'Administrator of the database; Secrets Manager makes and rotates its password. A change replaces the database.',
  }),
  db_instance_class: text(/^db\.[a-z][a-z0-9]*\.(?:micro|small|medium|large|\d*xlarge)$/u, 'an RDS instance class, such as db.t4g.small', {
    section: 'database', default: 'db.t4g.small',
    doc: 'Size of the database instance.',
  }),
  db_allocated_storage: count({ min: 20, max: 65_536 }, {
    section: 'database', default: 20,
    doc: 'First size of the disk of the database in GiB; it grows by itself and cannot shrink.',
  }),
  spark_namespace: text(dnsLabel, dnsLabelWords, {
    section: 'workloads', default: 'spark', stages: ['infra', 'kubernetes'],
    doc: 'Namespace of Spark applications; the trust of their role names it.',
  }),
  hive_namespace: text(dnsLabel, dnsLabelWords, {
    section: 'workloads', default: 'hive', stages: ['infra', 'kubernetes'],
    doc: 'Namespace of the Hive Metastore; the trust of its role names it.',
  }),
  clickhouse_namespace: text(dnsLabel, dnsLabelWords, {
    section: 'workloads', default: 'clickhouse', stages: ['infra', 'kubernetes'],
    doc: 'Namespace of ClickHouse; the trust of its role names it.',
  }),
  deploy_spark_jobs: flag({
    section: 'workloads', default: true, stages: ['kubernetes'],
    doc: 'Schedules the ingest, aggregate and maintenance jobs.',
  }),
  hive_metastore_image: optionalText(/^[\w.-]+(?::\d+)?(?:\/[\w.-]+)+(?:[:@][\w.:-]+)?$/u, 'an image reference, such as registry.example/hive:1', {
    section: 'workloads', default: null, stages: ['kubernetes'],
    doc: "Image of the Hive Metastore. Null: the project's own, from its registry.",
  }),
  hive_metastore_replicas: count({ min: 1, max: 9 }, {
    section: 'workloads', default: 1, stages: ['kubernetes'],
    doc: 'How many Hive Metastores run behind their service.',
  }),
  clickhouse_memory_gib: count({ min: 2, max: 4096 }, {
    section: 'workloads', default: 4, stages: ['kubernetes'],
    doc: 'Memory of ClickHouse in GiB; its caches are sized from it.',
  }),
  clickhouse_storage_gib: count({ min: 10, max: 65_536 }, {
    section: 'workloads', default: 100, stages: ['kubernetes'],
    doc: 'Volume of ClickHouse in GiB, for hot tables and the cache of the lake; it grows and cannot shrink.',
  }),
  clickhouse_client_cidrs: list(cidr, 'address blocks, such as 10.0.0.0/16', {
    least: 0, section: 'workloads', default: [], stages: ['kubernetes'],
    doc: 'Who reaches ClickHouse through an internal load balancer. Empty: there is none; pods of the cluster and port-forward reach it.',
  }),
} as const satisfies Readonly<Record<string, Variable<unknown>>>;
