import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias/index.js';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key/index.js';
import { Construct } from 'constructs';
import { policyJson, type PolicyStatement } from '../identity/policy.ts';
import { physicalName } from '../naming.ts';
import type { Removal, StatefulPart } from '../removal.ts';
import { componentTags, type Component } from '../tags.ts';

/** What a key is made from. */
export interface PlatformKeyProps {
  readonly projectName: string;
  /** Last part of the key's name. */
  readonly name: string;
  readonly component: Component;
  /** What becomes unreadable with the key, for people. */
  readonly protects: string;
  readonly accountId: string;
  readonly partition: string;
  /**
   * Region whose CloudWatch Logs may encrypt the project's log groups with the key.
   * @default no log group uses the key
   */
  readonly logsRegion?: string;
  /** @default 'guard' */
  readonly removal?: Removal;
}

/** A KMS key with yearly rotation; deleting it takes 30 days, and can be undone until then. */
export class PlatformKey extends Construct {
  readonly arn: string;
  readonly stateful: readonly StatefulPart[];

  constructor(scope: Construct, id: string, props: PlatformKeyProps) {
    super(scope, id);
    const name = physicalName(props.projectName, props.name);
    const key = new KmsKey(this, 'Resource', {
      description: `${name}: ${props.protects}`,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policyJson([accountStatement(props), ...logStatements(props)]),
      tags: componentTags(props.component, name),
      lifecycle: { preventDestroy: props.removal !== 'allow' },
    });
    const alias = new KmsAlias(this, 'alias', { name: `alias/${name}`, targetKeyId: key.keyId });
    this.arn = key.arn;
    this.stateful = [{ resource: key, holds: `the key to ${props.protects}`, settings: [alias] }];
  }
}

// Without this statement IAM policies of the account have no say over the key, and nobody could ever delete it.
function accountStatement({ partition, accountId }: PlatformKeyProps): PolicyStatement {
  return {
    Sid: 'AccountDecides',
    Effect: 'Allow',
    Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
}

function logStatements({ partition, accountId, logsRegion }: PlatformKeyProps): PolicyStatement[] {
  if (logsRegion === undefined) return [];
  return [
    {
      Sid: 'LogGroups',
      Effect: 'Allow',
      Principal: { Service: `logs.${logsRegion}.amazonaws.com` },
      Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      Resource: '*',
      Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${logsRegion}:${accountId}:log-group:*` } },
    },
  ];
}
