import { textNotAllowed } from '../errors.ts';
import { physicalName } from '../naming.ts';
import { parseCidr } from '../network/cidr.ts';
import type { Network } from '../network/network.ts';
import { https, TrafficRules, type Peer, type Ports } from '../network/traffic-rules.ts';
import type { Construct } from 'constructs';

const dns = 53;
// Admission webhooks of the operators and the kubelet; the API server opens connections to nothing else.
const calledByApiServer: Readonly<Record<string, Ports>> = {
  kubelet: { protocol: 'tcp', from: 10_250 },
  webhooks: https,
  'webhooks-8443': { protocol: 'tcp', from: 8443 },
  'webhooks-9443': { protocol: 'tcp', from: 9443 },
};
const betweenPods: Readonly<Record<string, Ports>> = {
  pods: { protocol: 'tcp', from: 1024, to: 65_535 },
  'dns-tcp': { protocol: 'tcp', from: dns },
  'dns-udp': { protocol: 'udp', from: dns },
};

/** What the rules depend on. */
export interface ClusterTrafficOptions {
  readonly projectName: string;
  readonly network: Network;
  readonly privateAccessCidrs: readonly string[];
}

/** Security groups of the control plane and of the nodes, open to each other on named ports only. */
export function clusterTraffic(scope: Construct, options: ClusterTrafficOptions): { controlPlane: TrafficRules; nodes: TrafficRules } {
  const { projectName, network } = options;
  const group = (id: string, description: string): TrafficRules =>
    new TrafficRules(scope, id, { name: physicalName(projectName, id), component: 'cluster', description, vpcId: network.vpcId });
  const controlPlane = group('control-plane', 'Network interfaces of the Kubernetes API server');
  const nodes = group('nodes', 'Nodes and the pods on them');
  const [toPlane, toNodes]: Peer[] = [{ securityGroupId: controlPlane.securityGroupId }, { securityGroupId: nodes.securityGroupId }] as const;

  controlPlane.allowFrom('nodes', toNodes, https, 'Kubernetes API for nodes and pods');
  nodes.allowTo('control-plane', toPlane, https, 'Kubernetes API');
  for (const [id, ports] of Object.entries(calledByApiServer)) {
    controlPlane.allowTo(id, toNodes, ports, `API server to ${id}`);
    nodes.allowFrom(id, toPlane, ports, `API server to ${id}`);
  }
  for (const [id, ports] of Object.entries(betweenPods)) {
    nodes.allowFrom(id, toNodes, ports, 'Between pods');
    nodes.allowTo(id, toNodes, ports, 'Between pods');
  }
  options.privateAccessCidrs.forEach((cidr, index) => {
    controlPlane.allowFrom(`private-${index + 1}`, { cidr: accessCidr('cluster.privateAccessCidrs', cidr) }, https, 'Kubernetes API for people');
  });
  allowServices(nodes, network);
  return { controlPlane, nodes };
}

// With a NAT the nodes may call any address over HTTPS, so that rules for endpoints would add nothing.
function allowServices(nodes: TrafficRules, { internet, endpoints }: Network): void {
  if (internet) nodes.allowTo('internet', { cidr: '0.0.0.0/0' }, https, 'AWS services and registries through NAT');
  else if (endpoints !== undefined) {
    nodes.allowTo('endpoints', { securityGroupId: endpoints.securityGroupId }, https, 'AWS services through endpoints');
    nodes.allowTo('s3', { prefixListId: endpoints.s3PrefixListId }, https, 'S3 through its gateway endpoint');
  }
}

/**
 * `cidr`, if it is a block of addresses that access may be restricted to.
 *
 * @throws LogexError `infra/cidr-not-allowed`, or `infra/text-not-allowed` for everybody (`0.0.0.0/0`).
 */
export function accessCidr(setting: string, cidr: string): string {
  if (cidr === '0.0.0.0/0') {
    throw textNotAllowed(setting, cidr, 'blocks of known addresses, /8 or longer', 'name the addresses of your office or VPN, for example 203.0.113.7/32');
  }
  parseCidr(setting, cidr, [8, 32]);
  return cidr;
}
