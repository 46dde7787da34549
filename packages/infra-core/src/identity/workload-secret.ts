import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret/index.js';
import { Construct } from 'constructs';
import { componentTags, type Component } from '../tags.ts';

/** What a secret is made from. */
export interface WorkloadSecretProps {
  readonly projectName: string;
  /** Path below the project's, such as `hive-metastore/database-user`. */
  readonly name: string;
  readonly component: Component;
  readonly description: string;
  readonly keyArn: string;
}

/** An empty secret. Its value is put there by a step of phase 2, so that it stands in no Terraform state. */
export class WorkloadSecret extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: WorkloadSecretProps) {
    super(scope, id);
    const name = `${props.projectName}/${props.name}`;
    const secret = new SecretsmanagerSecret(this, 'Resource', {
      // A deleted secret holds its name for a week; with a prefix the next deployment is not in its way.
      namePrefix: `${name}-`,
      description: props.description,
      kmsKeyId: props.keyArn,
      recoveryWindowInDays: 7,
      tags: componentTags(props.component, name),
    });
    this.arn = secret.arn;
  }
}
