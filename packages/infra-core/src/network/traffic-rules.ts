import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { componentTags, type Component } from '../tags.ts';

/** The other end of a permitted connection. */
export type Peer = { readonly securityGroupId: string } | { readonly cidr: string } | { readonly prefixListId: string };

/** Ports of a permitted connection. */
export interface Ports {
  readonly protocol: 'tcp' | 'udp';
  readonly from: number;
  /** @default `from` */
  readonly to?: number;
}

/** What a security group is made from. */
export interface TrafficRulesProps {
  readonly name: string;
  readonly component: Component;
  readonly description: string;
  readonly vpcId: string;
}

/** HTTPS, for AWS services and webhooks. */
export const https: Ports = { protocol: 'tcp', from: 443 };

/** A security group that starts closed both ways; each rule says why it is there. */
export class TrafficRules extends Construct {
  readonly securityGroupId: string;
  /** Every rule so far, for what must not start before it can connect. */
  readonly rules: ITerraformDependable[] = [];
  readonly #tags: Record<string, string>;

  constructor(scope: Construct, id: string, props: TrafficRulesProps) {
    super(scope, id);
    this.#tags = componentTags(props.component, props.name);
    const group = new SecurityGroup(this, 'Resource', {
      name: props.name,
      description: props.description,
      vpcId: props.vpcId,
      revokeRulesOnDelete: true,
      tags: this.#tags,
    });
    this.securityGroupId = group.id;
  }

  /** Admits connections from `peer`. */
  allowFrom(id: string, peer: Peer, ports: Ports, why: string): ITerraformDependable {
    return this.#added(new VpcSecurityGroupIngressRule(this, `from-${id}`, { ...this.#rule(ports, why), ...peerSettings(peer) }));
  }

  /** Permits connections to `peer`. */
  allowTo(id: string, peer: Peer, ports: Ports, why: string): ITerraformDependable {
    return this.#added(new VpcSecurityGroupEgressRule(this, `to-${id}`, { ...this.#rule(ports, why), ...peerSettings(peer) }));
  }

  #added(rule: ITerraformDependable): ITerraformDependable {
    this.rules.push(rule);
    return rule;
  }

  #rule({ protocol, from, to = from }: Ports, description: string) {
    return { securityGroupId: this.securityGroupId, ipProtocol: protocol, fromPort: from, toPort: to, description, tags: this.#tags };
  }
}

function peerSettings(peer: Peer): { referencedSecurityGroupId: string } | { cidrIpv4: string } | { prefixListId: string } {
  if ('cidr' in peer) return { cidrIpv4: peer.cidr };
  if ('prefixListId' in peer) return peer;
  return { referencedSecurityGroupId: peer.securityGroupId };
}
