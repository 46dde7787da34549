import { Construct } from 'constructs';
import type { CatalogDatabase } from '../catalog/catalog-database.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { LakeBuckets } from '../lake/lake-buckets.ts';
import { WorkloadRole } from './workload-role.ts';
import { WorkloadSecret } from './workload-secret.ts';
import type { ServiceAccount, Workload } from './workload.ts';

/** What the roles are made from. */
export interface WorkloadRolesProps {
  readonly projectName: string;
  readonly region: string;
  readonly partition: string;
  readonly accountId: string;
  readonly cluster: Cluster;
  readonly lake: LakeBuckets;
  readonly catalog: CatalogDatabase;
  /** KMS key of the secrets. */
  readonly keyArn: string;
  readonly serviceAccounts: Readonly<Record<Workload, ServiceAccount>>;
}

/** A role for each workload, with what it needs and no more. */
export class WorkloadRoles extends Construct {
  readonly roles: Readonly<Record<Workload, WorkloadRole>>;
  /** Empty secret for ClickHouse users. */
  readonly clickhouseUsersSecretArn: string;

  constructor(scope: Construct, id: string, props: WorkloadRolesProps) {
    super(scope, id);
    const { projectName, lake, cluster } = props;
    const role = (name: Workload): WorkloadRole =>
      new WorkloadRole(this, name, { projectName, name, component: 'workloads', trust: cluster, serviceAccount: props.serviceAccounts[name] });
    this.clickhouseUsersSecretArn = new WorkloadSecret(this, 'clickhouse-users', {
      projectName,
      name: 'clickhouse/users',
      component: 'workloads',
      description: 'Password hashes of ClickHouse users',
      keyArn: props.keyArn,
    }).arn;
    this.roles = {
      'external-secrets': this.#secretReader(role('external-secrets'), props),
      spark: role('spark'),
      'cluster-autoscaler': autoscaler(role('cluster-autoscaler'), props),
      'ebs-csi': cluster.ebsCsiRole,
      clickhouse: role('clickhouse'),
      'hive-metastore': role('hive-metastore'),
    };
    const { spark, clickhouse } = this.roles;
    lake.raw.grantRead(spark, lake.rawPrefix);
    for (const writer of [spark, this.roles['hive-metastore']]) {
      lake.iceberg.grantRead(writer, lake.warehousePrefix);
      lake.iceberg.grantWrite(writer, lake.warehousePrefix);
    }
    lake.iceberg.grantRead(clickhouse, lake.warehousePrefix);
  }

  #secretReader(role: WorkloadRole, { catalog, keyArn, region }: WorkloadRolesProps): WorkloadRole {
    role.addStatement({
      Sid: 'ReadSecrets',
      Effect: 'Allow',
      Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
      Resource: [catalog.adminSecretArn, catalog.userSecretArn, this.clickhouseUsersSecretArn],
    });
    role.addStatement({
      Sid: 'DecryptSecrets',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: keyArn,
      Condition: { StringEquals: { 'kms:ViaService': `secretsmanager.${region}.amazonaws.com` } },
    });
    return role;
  }
}

function autoscaler(role: WorkloadRole, { cluster, region, partition, accountId }: WorkloadRolesProps): WorkloadRole {
  role.addStatement({
    Sid: 'Look',
    Effect: 'Allow',
    Action: [
      'autoscaling:DescribeAutoScalingGroups',
      'autoscaling:DescribeAutoScalingInstances',
      'autoscaling:DescribeLaunchConfigurations',
      'autoscaling:DescribeScalingActivities',
      'autoscaling:DescribeTags',
      'ec2:DescribeImages',
      'ec2:DescribeInstanceTypes',
      'ec2:DescribeLaunchTemplateVersions',
      'ec2:GetInstanceTypesFromInstanceRequirements',
    ],
    Resource: '*',
  });
  // Labels and taints of an empty group are read from EKS.
  role.addStatement({
    Sid: 'LookAtNodeGroups',
    Effect: 'Allow',
    Action: 'eks:DescribeNodegroup',
    Resource: `arn:${partition}:eks:${region}:${accountId}:nodegroup/${cluster.name}/*`,
  });
  role.addStatement({
    Sid: 'Scale',
    Effect: 'Allow',
    Action: ['autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'],
    Resource: `arn:${partition}:autoscaling:${region}:${accountId}:autoScalingGroup:*:autoScalingGroupName/eks-*`,
    Condition: { StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${cluster.name}`]: 'owned' } },
  });
  return role;
}
