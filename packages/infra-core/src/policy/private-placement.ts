import type { TerraformJson } from '../stack/synthesize-stack.ts';
import { block, blocks, referencesIn, resourcesOf, type PolicyFinding } from './terraform-model.ts';

const rule = 'private-placement';

/** Nodes, control planes and databases that stand in a public subnet, or have a public address. */
export function privatePlacement(json: TerraformJson): readonly PolicyFinding[] {
  const open = publicSubnets(json);
  const placed = [
    ...resourcesOf(json, 'aws_eks_node_group').map(({ address, body }) => ({ address, subnets: body['subnet_ids'] })),
    ...resourcesOf(json, 'aws_db_subnet_group').map(({ address, body }) => ({ address, subnets: body['subnet_ids'] })),
    ...resourcesOf(json, 'aws_eks_cluster').map(({ address, body }) => ({ address, subnets: block(body['vpc_config'])['subnet_ids'] })),
  ];
  return [
    ...placed.flatMap(({ address, subnets }) =>
      referencesIn(subnets)
        .filter((subnet) => open.has(subnet))
        .map((subnet) => ({ rule, address, message: `stands in ${subnet}, which routes to an internet gateway` })),
    ),
    ...resourcesOf(json, 'aws_db_instance')
      .filter(({ body }) => body['publicly_accessible'] !== false)
      .map(({ address }) => ({ rule, address, message: 'publicly_accessible is not false' })),
    ...resourcesOf(json, 'aws_launch_template')
      .filter(({ body }) => blocks(body['network_interfaces']).some((card) => String(card['associate_public_ip_address']) === 'true'))
      .map(({ address }) => ({ rule, address, message: 'gives nodes a public address' })),
  ];
}

/** Addresses of the subnets that route to an internet gateway, or hand out public addresses. */
export function publicSubnets(json: TerraformJson): ReadonlySet<string> {
  const openTables = new Set(
    resourcesOf(json, 'aws_route')
      .filter(({ body }) => referencesIn(body['gateway_id']).some((address) => address.startsWith('aws_internet_gateway.')))
      .flatMap(({ body }) => referencesIn(body['route_table_id'])),
  );
  const routed = [...routeTables(json)].filter(([, table]) => openTables.has(table)).map(([subnet]) => subnet);
  const addressed = resourcesOf(json, 'aws_subnet').filter(({ body }) => body['map_public_ip_on_launch'] === true);
  return new Set([...routed, ...addressed.map(({ address }) => address)]);
}

/** Route table of each subnet. */
export function routeTables(json: TerraformJson): ReadonlyMap<string, string> {
  return new Map(
    resourcesOf(json, 'aws_route_table_association').map(({ body }) => [
      String(referencesIn(body['subnet_id'])[0]),
      String(referencesIn(body['route_table_id'])[0]),
    ]),
  );
}
