/** Component by beginning of the resource type; the first that fits counts. */
const byType: readonly (readonly [string, string])[] = [
  ['aws_s3_', 'lake'],
  ['aws_db_', 'catalog'],
  ['aws_rds_', 'catalog'],
  ['aws_ecr_', 'images'],
  ['aws_kms_', 'encryption'],
  ['aws_secretsmanager_', 'catalog'],
  ['aws_iam_', 'workloads'],
  ['aws_eks_', 'cluster'],
  ['aws_launch_template', 'cluster'],
  ['aws_autoscaling_', 'cluster'],
  ['aws_cloudwatch_', 'cluster'],
  ['aws_vpc', 'network'],
  ['aws_subnet', 'network'],
  ['aws_route', 'network'],
  ['aws_nat_', 'network'],
  ['aws_eip', 'network'],
  ['aws_internet_', 'network'],
  ['aws_security_group', 'network'],
  ['aws_network_', 'network'],
  ['aws_flow_log', 'network'],
  ['aws_default_', 'network'],
];

const titles: Readonly<Record<string, string>> = {
  network: 'network',
  cluster: 'cluster',
  lake: 'storage',
  catalog: 'database',
  images: 'registries',
  workloads: 'identity',
  encryption: 'encryption keys',
};

/** Components in the order in which plans and estimates list them; others follow by name. */
const order = Object.keys(titles);

/** Component of a resource: what its stack says, else what its type means, else `other`. */
export function componentOf(address: string, type: string, known: Readonly<Record<string, string>>): string {
  return known[address] ?? byType.find(([prefix]) => type.startsWith(prefix))?.[1] ?? 'other';
}

/** A component in words. */
export function componentTitle(component: string): string {
  return titles[component] ?? component;
}

/** Compares components by their place in lists. */
export function compareComponents(left: string, right: string): number {
  const place = (component: string): number => (order.includes(component) ? order.indexOf(component) : order.length);
  return place(left) - place(right) || left.localeCompare(right);
}
