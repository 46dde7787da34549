import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group/index.js';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { numberNotAllowed } from '../errors.ts';
import { physicalName } from '../naming.ts';
import { componentTags, projectTags } from '../tags.ts';
import { checkWhole } from '../validations.ts';
import type { NodeCount } from './cluster-settings.ts';
import { architectureOf, checkInstanceTypes } from './instance-types.ts';

/** A taint as Kubernetes writes it. */
export interface NodeTaint {
  readonly key: string;
  readonly value: string;
  readonly effect: 'NoSchedule' | 'NoExecute' | 'PreferNoSchedule';
}

/** What a node group is made from. */
export interface NodeGroupProps {
  readonly projectName: string;
  /** Last part of the group's name, and its label. */
  readonly name: string;
  /** Name of the setting that errors speak of, such as `cluster.system`. */
  readonly setting: string;
  readonly clusterName: string;
  readonly version: string;
  readonly nodeRoleArn: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  readonly capacity: 'ON_DEMAND' | 'SPOT';
  readonly instanceTypes: readonly string[];
  readonly count: NodeCount;
  readonly diskGib: number;
  readonly taints: readonly NodeTaint[];
  readonly tags: Readonly<Record<string, string>>;
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Label that every node of a group carries; its value is the group's name. */
export const nodeGroupLabel = 'logex.io/node-group';

const taintEffects = { NoSchedule: 'NO_SCHEDULE', NoExecute: 'NO_EXECUTE', PreferNoSchedule: 'PREFER_NO_SCHEDULE' } as const;

/**
 * Managed nodes with IMDSv2 and an encrypted disk. Pods cannot reach the metadata service (hop limit 1), so they get
 * permissions from their own role or not at all. A change that AWS cannot make in place adds a new group before it
 * removes the old one.
 */
export class NodeGroup extends Construct {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly NodeTaint[];
  /** For what has to wait until nodes are there. */
  readonly ready: ITerraformDependable;

  constructor(scope: Construct, id: string, props: NodeGroupProps) {
    super(scope, id);
    const { count, setting } = props;
    const types = checkInstanceTypes(`${setting}InstanceTypes`, props.instanceTypes);
    const fullName = physicalName(props.projectName, props.name);
    const tags = componentTags('cluster', fullName);
    const template = launchTemplate(this, fullName, props);
    this.labels = { [nodeGroupLabel]: props.name };
    this.taints = props.taints;
    const group = new EksNodeGroup(this, 'Resource', {
      clusterName: props.clusterName,
      nodeGroupNamePrefix: `${fullName}-`,
      version: props.version,
      nodeRoleArn: props.nodeRoleArn,
      subnetIds: [...props.subnetIds],
      capacityType: props.capacity,
      amiType: architectureOf(String(types[0])) === 'arm64' ? 'AL2023_ARM_64_STANDARD' : 'AL2023_x86_64_STANDARD',
      instanceTypes: [...types],
      launchTemplate: { id: template.id, version: `\${${template.fqn}.latest_version}` },
      scalingConfig: { ...checkCount(setting, count), desiredSize: count.min },
      updateConfig: { maxUnavailablePercentage: 33 },
      labels: { ...this.labels },
      taint: props.taints.map(({ key, value, effect }) => ({ key, value, effect: taintEffects[effect] })),
      tags,
      // The autoscaler owns the number of nodes.
      lifecycle: { createBeforeDestroy: true, ignoreChanges: ['scaling_config[0].desired_size'] },
      dependsOn: [...props.dependsOn],
    });
    this.name = group.nodeGroupName;
    this.ready = group;
  }
}

function launchTemplate(scope: Construct, name: string, { diskGib, projectName, securityGroupId, tags }: NodeGroupProps): LaunchTemplate {
  const resourceTags = { ...projectTags(projectName, tags), ...componentTags('cluster', name) };
  return new LaunchTemplate(scope, 'template', {
    name,
    updateDefaultVersion: true,
    vpcSecurityGroupIds: [securityGroupId],
    metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1, instanceMetadataTags: 'disabled' },
    blockDeviceMappings: [
      {
        deviceName: '/dev/xvda',
        ebs: {
          encrypted: 'true',
          deleteOnTermination: 'true',
          volumeType: 'gp3',
          volumeSize: checkWhole('cluster.nodeDiskGib', diskGib, 20, 16_384, 'an AL2023 node needs 20 GiB, and gp3 ends at 16 TiB'),
        },
      },
    ],
    // The provider's default tags do not reach what a launch template creates.
    tagSpecifications: ['instance', 'volume', 'network-interface'].map((resourceType) => ({ resourceType, tags: resourceTags })),
    tags: componentTags('cluster', name),
  });
}

function checkCount(setting: string, { min, max }: NodeCount): { minSize: number; maxSize: number } {
  checkWhole(`${setting}Nodes.min`, min, 0, 450, 'EKS has up to 450 nodes in a group');
  checkWhole(`${setting}Nodes.max`, max, 1, 450, 'EKS has up to 450 nodes in a group, and a group of none can never grow');
  if (min > max) throw numberNotAllowed(`${setting}Nodes.min`, min, `whole numbers up to max, ${max}`, 'raise max or lower min');
  return { minSize: min, maxSize: max };
}
