import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js';
import { Lazy, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { physicalName } from '../naming.ts';
import { componentTags, type Component } from '../tags.ts';
import { policyJson, type PolicyStatement } from './policy.ts';
import type { ServiceAccount } from './workload.ts';

/** The part of a cluster that roles trust. */
export interface OidcTrust {
  readonly oidcProviderArn: string;
  /** Issuer without `https://`. */
  readonly oidcIssuer: string;
}

/** What a role is made from. */
export interface WorkloadRoleProps {
  readonly projectName: string;
  /** Last part of the role's name. */
  readonly name: string;
  readonly component: Component;
  readonly trust: OidcTrust;
  /** The one service account that may take the role. */
  readonly serviceAccount: ServiceAccount;
}

/** Something that permissions can be granted to. */
export interface Grantee {
  /** Adds a statement to the grantee's own policy. */
  addStatement(statement: PolicyStatement): void;
}

/** An IAM role for one Kubernetes service account (IRSA). It has no permission until something grants one. */
export class WorkloadRole extends Construct implements Grantee {
  readonly arn: string;
  readonly serviceAccount: ServiceAccount;
  readonly #role: IamRole;
  readonly #statements: PolicyStatement[] = [];
  readonly #permissions: ITerraformDependable[] = [];

  constructor(scope: Construct, id: string, props: WorkloadRoleProps) {
    super(scope, id);
    const name = physicalName(props.projectName, props.name);
    this.serviceAccount = props.serviceAccount;
    this.#role = new IamRole(this, 'Resource', {
      name,
      description: `${props.serviceAccount.namespace}/${props.serviceAccount.name} in the cluster of ${props.projectName}`,
      assumeRolePolicy: trustPolicy(props.trust, props.serviceAccount),
      tags: componentTags(props.component, name),
    });
    this.arn = this.#role.arn;
  }

  /** What must exist before the role is of use. */
  get permissions(): readonly ITerraformDependable[] {
    return this.#permissions;
  }

  addStatement(statement: PolicyStatement): void {
    const sid = unusedSid(statement.Sid, this.#statements);
    this.#statements.push({ ...statement, Sid: sid });
    if (this.#statements.length > 1) return;
    const policy = new IamRolePolicy(this, 'permissions', {
      name: 'permissions',
      role: this.#role.id,
      policy: Lazy.stringValue({ produce: () => policyJson(this.#statements) }),
    });
    this.#permissions.push(policy);
  }

  /** Attaches a policy that AWS maintains. */
  attachManaged(id: string, policyArn: string): void {
    this.#permissions.push(new IamRolePolicyAttachment(this, id, { role: this.#role.name, policyArn }));
  }
}

function trustPolicy({ oidcProviderArn, oidcIssuer }: OidcTrust, { namespace, name }: ServiceAccount): string {
  return policyJson([
    {
      Sid: 'OneServiceAccount',
      Effect: 'Allow',
      Principal: { Federated: oidcProviderArn },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: { [`${oidcIssuer}:aud`]: 'sts.amazonaws.com', [`${oidcIssuer}:sub`]: `system:serviceaccount:${namespace}:${name}` },
      },
    },
  ]);
}

// IAM refuses a policy in which two statements share a Sid.
function unusedSid(sid: string, statements: readonly PolicyStatement[]): string {
  const taken = statements.filter(({ Sid }) => Sid === sid || Sid.replace(/\d+$/u, '') === sid).length;
  return taken === 0 ? sid : `${sid}${taken + 1}`;
}
