import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { textNotAllowed } from '../errors.ts';
import { physicalName } from '../naming.ts';
import { componentTags } from '../tags.ts';
import { https, TrafficRules } from './traffic-rules.ts';

/** Services that nodes and phase 2 call, and who calls them; each needs an interface endpoint where there is no NAT. */
export const neededEndpoints: Readonly<Record<string, string>> = {
  autoscaling: 'cluster autoscaler',
  ec2: 'VPC CNI, EBS CSI, cluster autoscaler',
  'ecr.api': 'image pulls: credentials',
  'ecr.dkr': 'image pulls: manifests',
  eks: 'node bootstrap, cluster autoscaler',
  logs: 'container logs',
  secretsmanager: 'External Secrets',
  sts: 'IAM roles for service accounts',
};

/** What the endpoints are made from. */
export interface ServiceEndpointsProps {
  readonly projectName: string;
  readonly region: string;
  readonly vpcId: string;
  /** Subnets that get a network interface of each endpoint, at most one a zone. */
  readonly subnetIds: readonly string[];
  /** Address blocks of all subnets that nodes or control-plane interfaces stand in. */
  readonly clientCidrs: readonly string[];
  /** Every route table that nodes use. */
  readonly routeTableIds: readonly string[];
  readonly extraEndpoints: readonly string[];
}

/** AWS services inside the VPC: S3 by route, the others by network interfaces with private DNS names. */
export class ServiceEndpoints extends Construct {
  /** Security group of the interface endpoints. */
  readonly securityGroupId: string;
  /** Addresses of S3, for egress rules. */
  readonly s3PrefixListId: string;
  /** All endpoints and the rules of their security group. */
  readonly reachability: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ServiceEndpointsProps) {
    super(scope, id);
    const { projectName, region, vpcId } = props;
    const s3 = new VpcEndpoint(this, 's3', {
      vpcId,
      serviceName: `com.amazonaws.${region}.s3`,
      vpcEndpointType: 'Gateway',
      routeTableIds: [...props.routeTableIds],
      tags: componentTags('network', physicalName(projectName, 's3')),
    });
    const rules = new TrafficRules(this, 'traffic', {
      name: physicalName(projectName, 'endpoints'),
      component: 'network',
      description: 'Interface endpoints of AWS services',
      vpcId,
    });
    const admissions = props.clientCidrs.map((cidr, index) =>
      rules.allowFrom(`private-${index + 1}`, { cidr }, https, 'AWS services for private subnets'),
    );
    const services = new Set([...Object.keys(neededEndpoints), ...props.extraEndpoints.map(checkedService)]);
    const interfaces = [...services].map((service) =>
      new VpcEndpoint(this, service.replaceAll('.', '-'), {
        vpcId,
        serviceName: `com.amazonaws.${region}.${service}`,
        vpcEndpointType: 'Interface',
        privateDnsEnabled: true,
        subnetIds: [...props.subnetIds],
        securityGroupIds: [rules.securityGroupId],
        tags: componentTags('network', physicalName(projectName, service)),
      }),
    );
    this.reachability = [s3, ...interfaces, ...admissions];
    this.securityGroupId = rules.securityGroupId;
    this.s3PrefixListId = s3.prefixListId;
  }
}

function checkedService(service: string): string {
  if (/^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*$/u.test(service) && service !== 's3') return service;
  throw textNotAllowed(
    'network.extraEndpoints',
    service,
    'AWS service names such as elasticloadbalancing or kinesis-streams',
    'S3 has its gateway endpoint already; list others with: aws ec2 describe-vpc-endpoint-services',
  );
}
