import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { serviceTrust } from '../identity/policy.ts';
import { physicalName } from '../naming.ts';
import { componentTags } from '../tags.ts';

/** What a service's role is made from. */
export interface ServiceRoleOptions {
  readonly projectName: string;
  /** Last part of the role's name. */
  readonly name: string;
  /** Service that takes the role: `eks`, `ec2`. */
  readonly service: string;
  readonly partition: string;
  /** Policies that AWS maintains, by name. */
  readonly policies: readonly string[];
}

/** A role that an AWS service takes, with policies that AWS maintains; `permissions` are its attachments. */
export function serviceRole(
  scope: Construct,
  id: string,
  { projectName, name, service, partition, policies }: ServiceRoleOptions,
): { arn: string; permissions: readonly ITerraformDependable[] } {
  const fullName = physicalName(projectName, name);
  const role = new IamRole(scope, id, { name: fullName, assumeRolePolicy: serviceTrust(service), tags: componentTags('cluster', fullName) });
  const permissions = policies.map(
    (policy) => new IamRolePolicyAttachment(scope, `${id}-${policy}`, { role: role.name, policyArn: `arn:${partition}:iam::aws:policy/${policy}` }),
  );
  return { arn: role.arn, permissions };
}
