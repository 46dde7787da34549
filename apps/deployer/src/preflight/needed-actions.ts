import { stackResources } from '../plan/stack-resources.ts';
import type { Stack } from '../stacks/stack.ts';

/** IAM actions that Terraform takes for each resource type, to make it, read it and take it away. */
const actionsByType: Readonly<Record<string, readonly string[]>> = {
  aws_vpc: ['ec2:CreateVpc', 'ec2:ModifyVpcAttribute', 'ec2:DescribeVpcs', 'ec2:DeleteVpc', 'ec2:CreateTags'],
  aws_subnet: ['ec2:CreateSubnet', 'ec2:ModifySubnetAttribute', 'ec2:DescribeSubnets', 'ec2:DeleteSubnet'],
  aws_internet_gateway: ['ec2:CreateInternetGateway', 'ec2:AttachInternetGateway', 'ec2:DetachInternetGateway', 'ec2:DeleteInternetGateway'],
  aws_route_table: ['ec2:CreateRouteTable', 'ec2:DescribeRouteTables', 'ec2:DeleteRouteTable'],
  aws_route: ['ec2:CreateRoute', 'ec2:DeleteRoute'],
  aws_route_table_association: ['ec2:AssociateRouteTable', 'ec2:DisassociateRouteTable'],
  aws_nat_gateway: ['ec2:CreateNatGateway', 'ec2:DescribeNatGateways', 'ec2:DeleteNatGateway'],
  aws_eip: ['ec2:AllocateAddress', 'ec2:DescribeAddresses', 'ec2:ReleaseAddress'],
  aws_vpc_endpoint: ['ec2:CreateVpcEndpoint', 'ec2:DescribeVpcEndpoints', 'ec2:ModifyVpcEndpoint', 'ec2:DeleteVpcEndpoints'],
  aws_security_group: ['ec2:CreateSecurityGroup', 'ec2:DescribeSecurityGroups', 'ec2:DeleteSecurityGroup'],
  aws_default_security_group: ['ec2:DescribeSecurityGroups', 'ec2:RevokeSecurityGroupIngress', 'ec2:RevokeSecurityGroupEgress'],
  aws_vpc_security_group_ingress_rule: ['ec2:AuthorizeSecurityGroupIngress', 'ec2:RevokeSecurityGroupIngress', 'ec2:DescribeSecurityGroupRules'],
  aws_vpc_security_group_egress_rule: ['ec2:AuthorizeSecurityGroupEgress', 'ec2:RevokeSecurityGroupEgress'],
  aws_flow_log: ['ec2:CreateFlowLogs', 'ec2:DescribeFlowLogs', 'ec2:DeleteFlowLogs'],
  aws_launch_template: ['ec2:CreateLaunchTemplate', 'ec2:CreateLaunchTemplateVersion', 'ec2:DescribeLaunchTemplates', 'ec2:DeleteLaunchTemplate', 'ec2:RunInstances'],
  aws_cloudwatch_log_group: ['logs:CreateLogGroup', 'logs:PutRetentionPolicy', 'logs:DescribeLogGroups', 'logs:DeleteLogGroup'],
  aws_eks_cluster: ['eks:CreateCluster', 'eks:DescribeCluster', 'eks:UpdateClusterVersion', 'eks:UpdateClusterConfig', 'eks:DeleteCluster', 'eks:TagResource'],
  aws_eks_node_group: ['eks:CreateNodegroup', 'eks:DescribeNodegroup', 'eks:UpdateNodegroupConfig', 'eks:DeleteNodegroup'],
  aws_eks_addon: ['eks:CreateAddon', 'eks:DescribeAddon', 'eks:UpdateAddon', 'eks:DeleteAddon'],
  aws_eks_access_entry: ['eks:CreateAccessEntry', 'eks:DescribeAccessEntry', 'eks:DeleteAccessEntry'],
  aws_eks_access_policy_association: ['eks:AssociateAccessPolicy', 'eks:DisassociateAccessPolicy'],
  aws_iam_role: ['iam:CreateRole', 'iam:GetRole', 'iam:UpdateAssumeRolePolicy', 'iam:PassRole', 'iam:DeleteRole', 'iam:TagRole'],
  aws_iam_role_policy: ['iam:PutRolePolicy', 'iam:GetRolePolicy', 'iam:DeleteRolePolicy'],
  aws_iam_policy: ['iam:CreatePolicy', 'iam:GetPolicy', 'iam:CreatePolicyVersion', 'iam:DeletePolicy'],
  aws_iam_role_policy_attachment: ['iam:AttachRolePolicy', 'iam:ListAttachedRolePolicies', 'iam:DetachRolePolicy'],
  aws_iam_openid_connect_provider: ['iam:CreateOpenIDConnectProvider', 'iam:GetOpenIDConnectProvider', 'iam:DeleteOpenIDConnectProvider'],
  aws_kms_key: ['kms:CreateKey', 'kms:DescribeKey', 'kms:EnableKeyRotation', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:TagResource'],
  aws_kms_alias: ['kms:CreateAlias', 'kms:ListAliases', 'kms:DeleteAlias'],
  aws_s3_bucket: ['s3:CreateBucket', 's3:ListBucket', 's3:GetBucketTagging', 's3:PutBucketTagging', 's3:DeleteBucket'],
  aws_s3_bucket_policy: ['s3:PutBucketPolicy', 's3:GetBucketPolicy', 's3:DeleteBucketPolicy'],
  aws_s3_bucket_public_access_block: ['s3:PutBucketPublicAccessBlock', 's3:GetBucketPublicAccessBlock'],
  aws_s3_bucket_versioning: ['s3:PutBucketVersioning', 's3:GetBucketVersioning'],
  aws_s3_bucket_server_side_encryption_configuration: ['s3:PutEncryptionConfiguration', 's3:GetEncryptionConfiguration'],
  aws_s3_bucket_lifecycle_configuration: ['s3:PutLifecycleConfiguration', 's3:GetLifecycleConfiguration'],
  aws_s3_bucket_ownership_controls: ['s3:PutBucketOwnershipControls', 's3:GetBucketOwnershipControls'],
  aws_db_instance: ['rds:CreateDBInstance', 'rds:DescribeDBInstances', 'rds:ModifyDBInstance', 'rds:DeleteDBInstance', 'rds:AddTagsToResource'],
  aws_db_subnet_group: ['rds:CreateDBSubnetGroup', 'rds:DescribeDBSubnetGroups', 'rds:DeleteDBSubnetGroup'],
  aws_db_parameter_group: ['rds:CreateDBParameterGroup', 'rds:DescribeDBParameterGroups', 'rds:ModifyDBParameterGroup', 'rds:DeleteDBParameterGroup'],
  aws_ecr_repository: ['ecr:CreateRepository', 'ecr:DescribeRepositories', 'ecr:DeleteRepository', 'ecr:TagResource'],
  aws_ecr_lifecycle_policy: ['ecr:PutLifecyclePolicy', 'ecr:GetLifecyclePolicy', 'ecr:DeleteLifecyclePolicy'],
  aws_secretsmanager_secret: ['secretsmanager:CreateSecret', 'secretsmanager:DescribeSecret', 'secretsmanager:DeleteSecret', 'secretsmanager:TagResource'],
  aws_secretsmanager_secret_rotation: ['secretsmanager:RotateSecret', 'secretsmanager:CancelRotateSecret'],
};

/** What the identity must be allowed for a stack. */
export interface NeededActions {
  /** IAM actions, sorted. */
  readonly actions: readonly string[];
  /** Types of the stack whose actions are not listed here. */
  readonly unlistedTypes: readonly string[];
}

/** The IAM actions that applying and destroying the stack needs. */
export function neededActions(stack: Stack): NeededActions {
  const types = [...new Set(stackResources(stack).map(({ type }) => type))].sort();
  return {
    actions: [...new Set(types.flatMap((type) => actionsByType[type] ?? []))].sort(),
    unlistedTypes: types.filter((type) => type.startsWith('aws_') && actionsByType[type] === undefined),
  };
}
