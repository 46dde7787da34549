import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group/index.js';
import { Eip } from '@cdktf/provider-aws/lib/eip/index.js';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway/index.js';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway/index.js';
import { Route } from '@cdktf/provider-aws/lib/route/index.js';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table/index.js';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association/index.js';
import { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { nodesUnreachable } from '../errors.ts';
import { physicalName } from '../naming.ts';
import { componentTags } from '../tags.ts';
import { FlowLogs } from './flow-logs.ts';
import type { NetworkSettings } from './network-settings.ts';
import { ServiceEndpoints } from './service-endpoints.ts';
import { subnetLayout, type ZoneLayout } from './subnet-layout.ts';

const anywhere = '0.0.0.0/0';

/** What a network is made from. */
export interface NetworkProps extends NetworkSettings {
  readonly projectName: string;
  readonly region: string;
  readonly accountId: string;
  /**
   * Nodes and endpoints in every zone of the network, and not in the first alone.
   * @default false
   */
  readonly multiAz?: boolean;
  /**
   * KMS key of the flow logs.
   * @default keys of CloudWatch
   */
  readonly logKeyArn?: string;
}

/**
 * A VPC with a public and a private subnet in each of two or more zones. Nodes and databases belong in private subnets;
 * public ones hold NAT gateways and internet-facing load balancers.
 */
export class Network extends Construct {
  readonly vpcId: string;
  readonly vpcCidr: string;
  /** Zones that nodes run in. */
  readonly zones: readonly string[];
  readonly publicSubnetIds: readonly string[];
  /** Private subnets of all zones, for EKS control planes and database groups. */
  readonly privateSubnetIds: readonly string[];
  /** Private subnets that nodes run in: of the first zone, or of all with `multiAz`. */
  readonly workloadSubnetIds: readonly string[];
  /** Endpoints of AWS services; absent with `endpoints: false`. */
  readonly endpoints: ServiceEndpoints | undefined;
  /** Whether private subnets reach the internet. */
  readonly internet: boolean;
  /** Routes and endpoints: nodes that start before them, or outlive them, hang. */
  readonly reachability: readonly ITerraformDependable[];
  readonly #name: (...parts: readonly string[]) => string;

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const { multiAz = false, nat = 'none', endpoints = true, vpcCidr = '10.0.0.0/16' } = props;
    if (nat === 'none' && !endpoints) throw nodesUnreachable();
    this.#name = (...parts) => physicalName(props.projectName, ...parts);
    const layout = subnetLayout({ region: props.region, multiAz, vpcCidr, availabilityZones: props.availabilityZones });
    const used = multiAz ? layout : layout.slice(0, 1);

    const vpc = new Vpc(this, 'Resource', {
      cidrBlock: vpcCidr,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: this.#tags('vpc'),
    });
    new DefaultSecurityGroup(this, 'closed', { vpcId: vpc.id, tags: this.#tags('default-closed') });
    const gateway = new InternetGateway(this, 'internet', { vpcId: vpc.id, tags: this.#tags('internet') });

    const publicSubnets = this.#publicSubnets(vpc.id, gateway.id, layout);
    const privateSubnets = layout.map((zone, index) => this.#privateSubnet(vpc.id, zone, index + 1));
    const nats = publicSubnets.slice(0, natCount(nat, used.length)).map((subnet, index) => this.#nat(subnet, gateway, index + 1));
    const natRoutes = privateSubnets.flatMap(({ routeTableId }, index) => {
      const natGateway = nats[index] ?? nats[0];
      if (natGateway === undefined) return [];
      return [new Route(this, `private-${index + 1}-nat`, { routeTableId, destinationCidrBlock: anywhere, natGatewayId: natGateway.id })];
    });

    this.vpcId = vpc.id;
    this.vpcCidr = vpcCidr;
    this.zones = used.map(({ zone }) => zone);
    this.publicSubnetIds = publicSubnets.map((subnet) => subnet.id);
    this.privateSubnetIds = privateSubnets.map(({ subnetId }) => subnetId);
    this.workloadSubnetIds = this.privateSubnetIds.slice(0, used.length);
    this.internet = nats.length > 0;
    this.endpoints = endpoints
      ? new ServiceEndpoints(this, 'endpoint', {
          projectName: props.projectName,
          region: props.region,
          vpcId: vpc.id,
          subnetIds: this.workloadSubnetIds,
          clientCidrs: layout.map(({ privateCidr }) => privateCidr),
          routeTableIds: privateSubnets.map(({ routeTableId }) => routeTableId),
          extraEndpoints: props.extraEndpoints ?? [],
        })
      : undefined;
    this.reachability = [
      ...privateSubnets.map(({ association }) => association),
      ...natRoutes,
      ...(this.endpoints?.reachability ?? []),
    ];
    new FlowLogs(this, 'flow-logs', {
      projectName: props.projectName,
      accountId: props.accountId,
      vpcId: vpc.id,
      retentionDays: props.flowLogRetentionDays ?? 365,
      keyArn: props.logKeyArn,
    });
  }

  #tags(...parts: readonly string[]): Record<string, string> {
    return componentTags('network', this.#name(...parts));
  }

  #publicSubnets(vpcId: string, gatewayId: string, layout: readonly ZoneLayout[]): Subnet[] {
    const table = new RouteTable(this, 'public', { vpcId, tags: this.#tags('public') });
    new Route(this, 'public-internet', { routeTableId: table.id, destinationCidrBlock: anywhere, gatewayId });
    return layout.map(({ zone, publicCidr }, index) => {
      const subnet = new Subnet(this, `public-${index + 1}`, {
        vpcId,
        availabilityZone: zone,
        cidrBlock: publicCidr,
        mapPublicIpOnLaunch: false,
        tags: { ...this.#tags('public', zone), 'kubernetes.io/role/elb': '1' },
      });
      new RouteTableAssociation(this, `public-${index + 1}-routes`, { subnetId: subnet.id, routeTableId: table.id });
      return subnet;
    });
  }

  // A route table for each zone, so that one NAT gateway can become one a zone without moving a subnet.
  #privateSubnet(vpcId: string, { zone, privateCidr }: ZoneLayout, number: number): PrivateSubnet {
    const subnet = new Subnet(this, `private-${number}`, {
      vpcId,
      availabilityZone: zone,
      cidrBlock: privateCidr,
      mapPublicIpOnLaunch: false,
      tags: { ...this.#tags('private', zone), 'kubernetes.io/role/internal-elb': '1' },
    });
    const table = new RouteTable(this, `private-${number}-table`, { vpcId, tags: this.#tags('private', zone) });
    const association = new RouteTableAssociation(this, `private-${number}-routes`, { subnetId: subnet.id, routeTableId: table.id });
    return { subnetId: subnet.id, routeTableId: table.id, association };
  }

  #nat(subnet: Subnet, gateway: InternetGateway, number: number): NatGateway {
    const address = new Eip(this, `nat-${number}-address`, { domain: 'vpc', tags: this.#tags('nat', String(number)), dependsOn: [gateway] });
    return new NatGateway(this, `nat-${number}`, {
      subnetId: subnet.id,
      allocationId: address.allocationId,
      tags: this.#tags('nat', String(number)),
      dependsOn: [gateway],
    });
  }
}

interface PrivateSubnet {
  readonly subnetId: string;
  readonly routeTableId: string;
  readonly association: ITerraformDependable;
}

function natCount(nat: NonNullable<NetworkSettings['nat']>, zones: number): number {
  return { none: 0, one: 1, 'one-per-zone': zones }[nat];
}
