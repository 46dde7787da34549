import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { FlowLog } from '@cdktf/provider-aws/lib/flow-log/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { Construct } from 'constructs';
import { policyJson, serviceTrust } from '../identity/policy.ts';
import { physicalName } from '../naming.ts';
import { componentTags } from '../tags.ts';
import { checkRetention } from '../validations.ts';

/** What flow logs are made from. */
export interface FlowLogsProps {
  readonly projectName: string;
  readonly accountId: string;
  readonly vpcId: string;
  readonly retentionDays: number;
  /**
   * KMS key of the log group.
   * @default keys of CloudWatch
   */
  readonly keyArn?: string | undefined;
}

/** Accepted and rejected connections of the VPC, in CloudWatch. */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const name = physicalName(props.projectName, 'flow-logs');
    const tags = componentTags('network', name);
    const group = new CloudwatchLogGroup(this, 'group', {
      name: `/${props.projectName}/network/flow-logs`,
      retentionInDays: checkRetention('network.flowLogRetentionDays', props.retentionDays),
      ...(props.keyArn !== undefined && { kmsKeyId: props.keyArn }),
      tags,
    });
    const role = new IamRole(this, 'role', { name, assumeRolePolicy: serviceTrust('vpc-flow-logs', props.accountId), tags });
    const writing = new IamRolePolicy(this, 'writing', {
      name: 'write-flow-logs',
      role: role.id,
      policy: policyJson([
        {
          Sid: 'WriteLogs',
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
          Resource: `${group.arn}:*`,
        },
      ]),
    });
    new FlowLog(this, 'Resource', {
      vpcId: props.vpcId,
      trafficType: 'ALL',
      logDestinationType: 'cloud-watch-logs',
      logDestination: group.arn,
      iamRoleArn: role.arn,
      maxAggregationInterval: 600,
      tags,
      dependsOn: [writing],
    });
  }
}
