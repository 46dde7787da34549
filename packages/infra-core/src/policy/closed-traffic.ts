import type { TerraformJson } from '../stack/synthesize-stack.ts';
import { block, blocks, resourcesOf, texts, type PolicyFinding } from './terraform-model.ts';

const rule = 'closed-traffic';
const anywhere = ['0.0.0.0/0', '::/0'];

/** Security group rules and API endpoints that are open to everybody, or to every port. */
export function closedTraffic(json: TerraformJson): readonly PolicyFinding[] {
  const ingress = resourcesOf(json, 'aws_vpc_security_group_ingress_rule');
  const egress = resourcesOf(json, 'aws_vpc_security_group_egress_rule');
  const open = (body: Readonly<Record<string, unknown>>): boolean => anywhere.includes(String(body['cidr_ipv4'] ?? body['cidr_ipv6']));
  return [
    ...ingress.filter(({ body }) => open(body)).map(({ address }) => ({ rule, address, message: 'admits everybody' })),
    ...egress
      .filter(({ body }) => open(body) && (body['from_port'] !== 443 || body['to_port'] !== 443))
      .map(({ address }) => ({ rule, address, message: 'lets traffic out to anywhere on a port other than 443' })),
    ...[...ingress, ...egress]
      .filter(({ body }) => !['tcp', 'udp'].includes(String(body['ip_protocol'])))
      .map(({ address }) => ({ rule, address, message: 'permits every protocol' })),
    ...resourcesOf(json, 'aws_security_group')
      .filter(({ body }) => blocks(body['ingress']).length + blocks(body['egress']).length > 0)
      .map(({ address }) => ({ rule, address, message: 'has rules inside; each rule is a resource of its own, with a reason' })),
    ...resourcesOf(json, 'aws_eks_cluster')
      .filter(({ body }) => {
        const { endpoint_public_access: isPublic, public_access_cidrs: cidrs } = block(body['vpc_config']);
        return isPublic !== false && (cidrs === undefined || texts(cidrs).some((cidr) => anywhere.includes(cidr)));
      })
      .map(({ address }) => ({ rule, address, message: 'shows its API to everybody' })),
  ];
}
