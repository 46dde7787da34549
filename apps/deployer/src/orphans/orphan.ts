/** A resource in AWS that Kubernetes made for a cluster; no state of ours knows it. */
export interface Orphan {
  readonly arn: string;
  /** What AWS calls it: `vol-0123456789abcdef0`, the name of a load balancer. */
  readonly id: string;
  /** What it is, for people: `volume`. */
  readonly what: string;
  /** Whether it holds data, so that it goes only when it is named. */
  readonly holdsData: boolean;
  /** Terraform type that it is taken away as. */
  readonly type: string;
  /** What Terraform imports it by. */
  readonly importId: string;
}

interface Kind {
  readonly pattern: RegExp;
  readonly type: string;
  readonly what: string;
  readonly holdsData?: boolean;
  /** Whether Terraform imports it by its whole ARN. */
  readonly byArn?: boolean;
}

const kinds: readonly Kind[] = [
  { pattern: /:loadbalancer\/(?:app|net|gwy)\/([\w-]+)\/\w+$/u, type: 'aws_lb', what: 'load balancer', byArn: true },
  { pattern: /:loadbalancer\/([\w-]+)$/u, type: 'aws_elb', what: 'classic load balancer' },
  { pattern: /:network-interface\/(eni-\w+)$/u, type: 'aws_network_interface', what: 'network interface' },
  { pattern: /:security-group\/(sg-\w+)$/u, type: 'aws_security_group', what: 'security group' },
  { pattern: /:volume\/(vol-\w+)$/u, type: 'aws_ebs_volume', what: 'volume', holdsData: true },
];

/** The orphan that an ARN names; undefined for what costs nothing and blocks nothing, such as target groups. */
export function orphanOf(arn: string): Orphan | undefined {
  for (const { pattern, type, what, holdsData = false, byArn = false } of kinds) {
    const id = pattern.exec(arn)?.[1];
    if (id !== undefined) return { arn, id, what, holdsData, type, importId: byArn ? arn : id };
  }
  return undefined;
}

/** The orphan in words: `volume vol-0123456789abcdef0`. */
export function orphanText({ what, id }: Pick<Orphan, 'what' | 'id'>): string {
  return `${what} ${id}`;
}
