import { neededEndpoints } from '../network/service-endpoints.ts';
import type { TerraformJson } from '../stack/synthesize-stack.ts';
import { routeTables } from './private-placement.ts';
import { block, referencesIn, resourcesOf, type PolicyFinding, type ResourceBlock } from './terraform-model.ts';

const rule = 'service-reachability';

/**
 * Node groups that cannot reach an AWS service they call (no NAT, and no endpoint, route or open port on the way to it), the
 * Kubernetes API, or the database.
 */
export function serviceReachability(json: TerraformJson): readonly PolicyFinding[] {
  return resourcesOf(json, 'aws_eks_node_group').flatMap((group) => [...missingServices(json, group), ...missingPeers(json, group)]);
}

function missingPeers(json: TerraformJson, group: ResourceBlock): PolicyFinding[] {
  const nodes = nodeSecurityGroups(json, group);
  const peers = [
    ...resourcesOf(json, 'aws_db_instance').map(({ address, body }) => ({ address, groups: body['vpc_security_group_ids'], port: Number(body['port']) })),
    ...resourcesOf(json, 'aws_eks_cluster').map(({ address, body }) => ({ address, groups: block(body['vpc_config'])['security_group_ids'], port: 443 })),
  ];
  return peers
    .filter(({ groups, port }) => {
      const targets = referencesIn(groups);
      const out = rulesOn(json, 'egress', nodes, port).some(({ body }) => targets.includes(String(referencesIn(body['referenced_security_group_id'])[0])));
      const into = rulesOn(json, 'ingress', targets, port).some(({ body }) => nodes.includes(String(referencesIn(body['referenced_security_group_id'])[0])));
      return !out || !into;
    })
    .map(({ address, port }) => ({ rule, address: group.address, message: `cannot connect to ${address} on port ${port}` }));
}

function missingServices(json: TerraformJson, group: ResourceBlock): PolicyFinding[] {
  const subnets = referencesIn(group.body['subnet_ids']);
  const nodeGroups = nodeSecurityGroups(json, group);
  const finding = (message: string): PolicyFinding => ({ rule, address: group.address, message });
  if (subnets.every((subnet) => routesToNat(json, subnet)) && reaches(json, nodeGroups, 'anywhere')) return [];
  const gatewayMissing = subnets.filter((subnet) => !s3Routed(json, subnet)).map((subnet) => finding(`S3 has no gateway route from ${subnet}`));
  const egressMissing = s3Permitted(json, nodeGroups) ? [] : [finding('S3 is closed to the security group of the nodes')];
  const endpoints = resourcesOf(json, 'aws_vpc_endpoint');
  const interfaces = Object.keys(neededEndpoints).flatMap((service) => {
    const endpoint = endpoints.find(({ body }) => String(body['service_name']).endsWith(`.${service}`) && body['private_dns_enabled'] === true);
    if (endpoint === undefined) return [finding(`${service} has no interface endpoint with a private name`)];
    const own = referencesIn(endpoint.body['security_group_ids']);
    return [
      ...subnets
        .filter((subnet) => !referencesIn(endpoint.body['subnet_ids']).includes(subnet))
        .map((subnet) => finding(`${service} has no network interface in ${subnet}`)),
      ...subnets.filter((subnet) => !admits(json, own, subnet)).map((subnet) => finding(`${service} does not admit 443 from ${subnet}`)),
      ...(own.some((target) => reaches(json, nodeGroups, target)) ? [] : [finding(`${service} is closed to the security group of the nodes`)]),
    ];
  });
  return [...gatewayMissing, ...egressMissing, ...interfaces];
}

function nodeSecurityGroups(json: TerraformJson, group: ResourceBlock): readonly string[] {
  const template = referencesIn(block(group.body['launch_template'])['id'])[0];
  return resourcesOf(json, 'aws_launch_template')
    .filter(({ address }) => address === template)
    .flatMap(({ body }) => referencesIn(body['vpc_security_group_ids']));
}

function routesToNat(json: TerraformJson, subnet: string): boolean {
  const table = routeTables(json).get(subnet);
  return resourcesOf(json, 'aws_route').some(({ body }) => body['nat_gateway_id'] !== undefined && referencesIn(body['route_table_id']).includes(String(table)));
}

function s3Routed(json: TerraformJson, subnet: string): boolean {
  const table = routeTables(json).get(subnet);
  return resourcesOf(json, 'aws_vpc_endpoint').some(
    ({ body }) => String(body['service_name']).endsWith('.s3') && referencesIn(body['route_table_ids']).includes(String(table)),
  );
}

function rulesOn(json: TerraformJson, direction: 'ingress' | 'egress', groups: readonly string[], port = 443): readonly ResourceBlock[] {
  return resourcesOf(json, `aws_vpc_security_group_${direction}_rule`).filter(
    ({ body }) =>
      referencesIn(body['security_group_id']).some((group) => groups.includes(group)) && Number(body['from_port']) <= port && Number(body['to_port']) >= port,
  );
}

function reaches(json: TerraformJson, from: readonly string[], target: string): boolean {
  return rulesOn(json, 'egress', from).some(
    ({ body }) => body['cidr_ipv4'] === '0.0.0.0/0' || referencesIn(body['referenced_security_group_id']).includes(target),
  );
}

function s3Permitted(json: TerraformJson, from: readonly string[]): boolean {
  return rulesOn(json, 'egress', from).some(({ body }) => body['cidr_ipv4'] === '0.0.0.0/0' || body['prefix_list_id'] !== undefined);
}

function admits(json: TerraformJson, groups: readonly string[], subnet: string): boolean {
  const cidr = resourcesOf(json, 'aws_subnet').find(({ address }) => address === subnet)?.body['cidr_block'];
  return rulesOn(json, 'ingress', groups).some(({ body }) => body['cidr_ipv4'] === cidr);
}
