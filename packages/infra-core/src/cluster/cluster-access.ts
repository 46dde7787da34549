import { DataAwsIamSessionContext } from '@cdktf/provider-aws/lib/data-aws-iam-session-context/index.js';
import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry/index.js';
import { EksAccessPolicyAssociation } from '@cdktf/provider-aws/lib/eks-access-policy-association/index.js';
import { Construct } from 'constructs';
import { textNotAllowed } from '../errors.ts';
import { physicalName } from '../naming.ts';
import { componentTags } from '../tags.ts';

/** What access is made from. */
export interface ClusterAccessProps {
  readonly projectName: string;
  readonly partition: string;
  readonly clusterName: string;
  /** ARN of the identity that runs Terraform. */
  readonly callerArn: string;
  /** Administrators; none stands for the identity of the first apply. */
  readonly adminPrincipalArns: readonly string[];
}

/** Access entries of the people and pipelines that administer the cluster. */
export class ClusterAccess extends Construct {
  constructor(scope: Construct, id: string, props: ClusterAccessProps) {
    super(scope, id);
    if (props.adminPrincipalArns.length === 0) {
      const caller = new DataAwsIamSessionContext(this, 'caller', { arn: props.callerArn });
      this.#admin(props, 'first-applier', caller.issuerArn);
    }
    for (const arn of new Set(props.adminPrincipalArns)) this.#admin(props, principalSlug(arn), arn);
  }

  // Who applies may change from one run to the next; the first one stays the administrator.
  #admin({ projectName, partition, clusterName }: ClusterAccessProps, slug: string, principalArn: string): void {
    const entry = new EksAccessEntry(this, slug, {
      clusterName,
      principalArn,
      type: 'STANDARD',
      tags: componentTags('cluster', physicalName(projectName, 'admin')),
      ...(slug === 'first-applier' && { lifecycle: { ignoreChanges: ['principal_arn'] } }),
    });
    new EksAccessPolicyAssociation(this, `${slug}-is-admin`, {
      clusterName,
      principalArn: entry.principalArn,
      policyArn: `arn:${partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
      accessScope: { type: 'cluster' },
    });
  }
}

function principalSlug(arn: string): string {
  const match = /^arn:[a-z-]+:iam::(\d{12}):(?:role|user)\/(.+)$/u.exec(arn);
  if (match === null) {
    throw textNotAllowed(
      'cluster.adminPrincipalArns',
      arn,
      'ARNs of IAM roles or users, such as arn:aws:iam::111122223333:role/Admin',
      'an assumed-role session is not one; name the role behind it',
    );
  }
  return `${match[1]}-${String(match[2]).replaceAll(/[^A-Za-z0-9]+/gu, '-').toLowerCase()}`;
}
