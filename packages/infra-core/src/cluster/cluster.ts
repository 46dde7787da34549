import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster/index.js';
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider/index.js';
import { TerraformLocal, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { textNotAllowed } from '../errors.ts';
import { WorkloadRole, type OidcTrust } from '../identity/workload-role.ts';
import type { ServiceAccount } from '../identity/workload.ts';
import { physicalName } from '../naming.ts';
import type { Network } from '../network/network.ts';
import type { TrafficRules } from '../network/traffic-rules.ts';
import { componentTags } from '../tags.ts';
import { checkRetention } from '../validations.ts';
import { AddOn, type AddOnProps } from './add-on.ts';
import { ClusterAccess } from './cluster-access.ts';
import type { AddonName, ClusterSettings } from './cluster-settings.ts';
import { accessCidr, clusterTraffic } from './cluster-traffic.ts';
import { instanceTypesLike } from './instance-types.ts';
import { NodeGroup, type NodeGroupProps, type NodeTaint } from './node-group.ts';
import { serviceRole } from './service-role.ts';

/** Kubernetes version where nothing else is said. */
export const defaultEksVersion = '1.33';

/** Taint of the spot nodes: pods that do not ask for a node that may vanish stay off it. */
export const executorTaint: NodeTaint = { key: 'logex.io/spot', value: 'spark-executors', effect: 'NoSchedule' };

/** What a cluster is made from. */
export interface ClusterProps extends ClusterSettings {
  readonly projectName: string;
  readonly partition: string;
  readonly network: Network;
  /** KMS key for Kubernetes secrets and control-plane logs. */
  readonly keyArn: string;
  /** ARN of the identity that runs Terraform. */
  readonly callerArn: string;
  /** Service account of the EBS CSI driver's controller. */
  readonly ebsCsiServiceAccount: ServiceAccount;
  /**
   * Tags of instances and volumes, beside the project's own.
   * @default {}
   */
  readonly tags?: Readonly<Record<string, string>>;
}

const controlPlaneLogs = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

/** EKS with two groups of private nodes: `system` on demand, `spark-executors` on spot and from zero. */
export class Cluster extends Construct implements OidcTrust {
  readonly name: string;
  readonly version: string;
  readonly endpoint: string;
  /** PEM certificate of the API server, in base64. */
  readonly certificateAuthority: string;
  readonly oidcIssuer: string;
  readonly oidcProviderArn: string;
  /** Security group of the nodes; what they connect to adds its rule here. */
  readonly nodeTraffic: TrafficRules;
  readonly system: NodeGroup;
  readonly executors: NodeGroup;
  readonly ebsCsiRole: WorkloadRole;

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    const { projectName, partition, network } = props;
    this.name = physicalName(projectName, 'eks');
    this.version = checkVersion(props.version ?? defaultEksVersion);
    const traffic = clusterTraffic(this, { projectName, network, privateAccessCidrs: props.privateAccessCidrs ?? [] });
    this.nodeTraffic = traffic.nodes;

    const cluster = this.#controlPlane(props, traffic.controlPlane.securityGroupId);
    this.endpoint = cluster.endpoint;
    this.certificateAuthority = cluster.certificateAuthority.get(0).data;
    const issuer = `\${${cluster.fqn}.identity[0].oidc[0].issuer}`;
    const provider = new IamOpenidConnectProvider(this, 'oidc', {
      url: issuer,
      clientIdList: ['sts.amazonaws.com'],
      tags: componentTags('cluster', physicalName(projectName, 'oidc')),
    });
    this.oidcProviderArn = provider.arn;
    const bareIssuer = new TerraformLocal(this, 'issuer', `\${replace(${cluster.fqn}.identity[0].oidc[0].issuer, "https://", "")}`);
    this.oidcIssuer = `\${${bareIssuer.fqn}}`;
    new ClusterAccess(this, 'access', {
      projectName,
      partition,
      clusterName: cluster.name,
      callerArn: props.callerArn,
      adminPrincipalArns: props.adminPrincipalArns ?? [],
    });

    const role = (name: string, serviceAccount: ServiceAccount): WorkloadRole =>
      new WorkloadRole(this, `${name}-role`, { projectName, name, component: 'cluster', trust: this, serviceAccount });
    const addOn = (addon: AddonName, dependsOn: readonly ITerraformDependable[], own: Pick<AddOnProps, 'roleArn' | 'configuration'> = {}) =>
      new AddOn(this, addon, { projectName, clusterName: cluster.name, addon, version: props.addonVersions?.[addon], dependsOn, ...own });

    // Nodes become ready only with a network plug-in; CoreDNS and the CSI controller become ready only with nodes.
    const cniRole = role('vpc-cni', { namespace: 'kube-system', name: 'aws-node' });
    cniRole.attachManaged('managed', `arn:${partition}:iam::aws:policy/AmazonEKS_CNI_Policy`);
    const cni = addOn('vpc-cni', cniRole.permissions, { roleArn: cniRole.arn, configuration: { enableNetworkPolicy: 'true' } });
    const kubeProxy = addOn('kube-proxy', []);
    const nodeGroup = this.#nodeGroups(props, cluster.name, [cni.ready, kubeProxy.ready, ...traffic.nodes.rules, ...traffic.controlPlane.rules]);
    this.system = nodeGroup('system', {
      setting: 'cluster.system',
      capacity: 'ON_DEMAND',
      instanceTypes: props.systemInstanceTypes ?? ['m6i.large'],
      count: props.systemNodes ?? { min: 2, max: 6 },
      taints: [],
    });
    this.executors = nodeGroup('spark-executors', {
      setting: 'cluster.executor',
      capacity: 'SPOT',
      instanceTypes: props.executorInstanceTypes ?? instanceTypesLike('m6i.xlarge'),
      count: props.executorNodes ?? { min: 0, max: 10 },
      taints: [executorTaint],
    });
    addOn('coredns', [this.system.ready]);
    this.ebsCsiRole = role('ebs-csi', props.ebsCsiServiceAccount);
    this.ebsCsiRole.attachManaged('managed', `arn:${partition}:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy`);
    addOn('aws-ebs-csi-driver', [this.system.ready, ...this.ebsCsiRole.permissions], { roleArn: this.ebsCsiRole.arn });
  }

  /** Arguments of the autoscaler's container: it finds the groups by tag, and asks nobody for a list of instance types. */
  get autoscalerArguments(): readonly string[] {
    return [
      '--cloud-provider=aws',
      `--node-group-auto-discovery=asg:tag=k8s.io/cluster-autoscaler/enabled,k8s.io/cluster-autoscaler/${this.name}`,
      '--aws-use-static-instance-list=true',
      '--expander=least-waste',
      '--skip-nodes-with-system-pods=false',
    ];
  }

  #controlPlane(props: ClusterProps, securityGroupId: string): EksCluster {
    const { projectName, partition, network, keyArn } = props;
    const publicAccessCidrs = (props.publicAccessCidrs ?? []).map((cidr) => accessCidr('cluster.publicAccessCidrs', cidr));
    const logs = new CloudwatchLogGroup(this, 'logs', {
      name: `/aws/eks/${this.name}/cluster`,
      retentionInDays: checkRetention('cluster.logRetentionDays', props.logRetentionDays ?? 365),
      kmsKeyId: keyArn,
      tags: componentTags('cluster', this.name),
    });
    const role = serviceRole(this, 'role', { projectName, name: 'eks', service: 'eks', partition, policies: ['AmazonEKSClusterPolicy'] });
    return new EksCluster(this, 'Resource', {
      name: this.name,
      version: this.version,
      roleArn: role.arn,
      upgradePolicy: { supportType: (props.upgradePolicy ?? 'extended').toUpperCase() },
      accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: false },
      bootstrapSelfManagedAddons: false,
      enabledClusterLogTypes: controlPlaneLogs,
      encryptionConfig: { provider: { keyArn }, resources: ['secrets'] },
      vpcConfig: {
        subnetIds: [...network.privateSubnetIds],
        securityGroupIds: [securityGroupId],
        endpointPrivateAccess: true,
        endpointPublicAccess: publicAccessCidrs.length > 0,
        ...(publicAccessCidrs.length > 0 && { publicAccessCidrs }),
      },
      tags: componentTags('cluster', this.name),
      dependsOn: [logs, ...role.permissions],
    });
  }

  #nodeGroups(
    props: ClusterProps,
    clusterName: string,
    first: readonly ITerraformDependable[],
  ): (name: string, own: OwnNodeSettings) => NodeGroup {
    const { projectName, partition, network } = props;
    const role = serviceRole(this, 'node-role', {
      projectName,
      name: 'nodes',
      service: 'ec2',
      partition,
      policies: ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly'],
    });
    return (name, own) =>
      new NodeGroup(this, name, {
        projectName,
        name,
        clusterName,
        version: this.version,
        nodeRoleArn: role.arn,
        subnetIds: network.workloadSubnetIds,
        securityGroupId: this.nodeTraffic.securityGroupId,
        diskGib: props.nodeDiskGib ?? 100,
        tags: props.tags ?? {},
        dependsOn: [...role.permissions, ...network.reachability, ...first],
        ...own,
      });
  }
}

type OwnNodeSettings = Pick<NodeGroupProps, 'setting' | 'capacity' | 'instanceTypes' | 'count' | 'taints'>;

function checkVersion(version: string): string {
  if (/^1\.\d{2}$/u.test(version)) return version;
  throw textNotAllowed('cluster.version', version, 'a Kubernetes minor version such as 1.33', 'leave out the patch number and any leading v');
}
