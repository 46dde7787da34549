import { LogexError } from '@logex/log-schema';

const list = (values: readonly string[]): string => (values.length === 0 ? 'none' : values.join(', '));

/** A project name that some AWS service would refuse. */
export function projectNameNotAllowed(seen: string): LogexError {
  return new LogexError({
    code: 'infra/project-name-not-allowed',
    kind: 'usage',
    message: `naming resources: projectName '${seen}' is not allowed; it takes 3 to 24 lower-case letters, digits and single dashes, begins with a letter and ends in a letter or digit`,
    hint: 'S3, RDS and IAM share the name, and the strictest of them decides; choose a shorter or simpler projectName',
  });
}

/** A region outside the known partitions. */
export function regionNotKnown(seen: string): LogexError {
  return new LogexError({
    code: 'infra/region-not-known',
    kind: 'usage',
    message: `choosing a region: '${seen}' is no region of the aws or aws-us-gov partition; a region looks like us-east-1 or eu-central-1`,
    hint: 'check the spelling of region; the China partition has other service names and is not supported',
  });
}

/** A region whose zone names differ between accounts. */
export function zonesNotKnown(region: string): LogexError {
  return new LogexError({
    code: 'infra/zones-not-known',
    kind: 'usage',
    message: `choosing zones: the zones of ${region} differ between accounts, and network.availabilityZones is not set`,
    hint: `list yours with: aws ec2 describe-availability-zones --region ${region}, and set network.availabilityZones`,
  });
}

/** Zones that the network cannot be laid over. */
export function zonesNotAllowed(region: string, seen: readonly string[]): LogexError {
  return new LogexError({
    code: 'infra/zones-not-allowed',
    kind: 'usage',
    message: `laying out subnets: network.availabilityZones is ${list(seen)}; it takes 2 to 4 different zones of ${region}, because EKS and RDS refuse fewer than 2`,
    hint: `name zones in full, for example ${region}a and ${region}b`,
  });
}

/** An address block that cannot be cut into subnets. */
export function cidrNotAllowed(setting: string, seen: string, allowed: string): LogexError {
  return new LogexError({
    code: 'infra/cidr-not-allowed',
    kind: 'usage',
    message: `reading ${setting}: '${seen}' is not allowed; it takes ${allowed}`,
    hint: 'write an IPv4 block such as 10.20.0.0/16, with no host bits set',
  });
}

/** Private nodes with no way to any AWS service. */
export function nodesUnreachable(): LogexError {
  return new LogexError({
    code: 'infra/nodes-unreachable',
    kind: 'usage',
    message: "connecting private nodes: network.nat is 'none' and network.endpoints is false; nodes need one of the two to pull images and join the cluster",
    hint: "set network.endpoints to true, or network.nat to 'one'",
  });
}

/** A number outside its bounds. */
export function numberNotAllowed(setting: string, seen: number, allowed: string, why: string): LogexError {
  return new LogexError({
    code: 'infra/number-not-allowed',
    kind: 'usage',
    message: `checking ${setting}: ${seen} is not allowed; it takes ${allowed}`,
    hint: why,
  });
}

/** A text that has another shape than AWS asks for. */
export function textNotAllowed(setting: string, seen: string, allowed: string, hint: string): LogexError {
  return new LogexError({
    code: 'infra/text-not-allowed',
    kind: 'usage',
    message: `checking ${setting}: '${seen}' is not allowed; it takes ${allowed}`,
    hint,
  });
}

/** A list that holds nothing, or one thing twice. */
export function listNotAllowed(setting: string, seen: readonly string[]): LogexError {
  return new LogexError({
    code: 'infra/list-not-allowed',
    kind: 'usage',
    message: `checking ${setting}: it holds ${list(seen)}; it takes one or more different values`,
    hint: `remove the repeated value, or leave ${setting} out to have its default`,
  });
}

/** Instance types that one node group cannot mix. */
export function instanceTypesDiffer(setting: string, seen: readonly string[], what: 'size' | 'architecture'): LogexError {
  return new LogexError({
    code: 'infra/instance-types-differ',
    kind: 'usage',
    message: `forming a node group: ${setting} is ${list(seen)}; it takes types of one ${what}, because the autoscaler reckons with the first one alone`,
    hint: `keep the types of one ${what}; instanceTypesLike('${seen[0] ?? 'm6i.xlarge'}') lists matching ones`,
  });
}

/** An `allowDestroy` address that is no stateful resource of the stack. */
export function addressNotStateful(seen: string, stateful: readonly string[]): LogexError {
  return new LogexError({
    code: 'infra/address-not-stateful',
    kind: 'usage',
    message: `lifting guards: allowDestroy names '${seen}', which is no stateful resource of this stack; it has ${list(stateful)}`,
    hint: "copy an address from the plan, or use '*' for all of them",
  });
}

/** Outputs of a stack that this version cannot read. */
export function foundationOutputsUnreadable(problem: string, cause: unknown): LogexError {
  return new LogexError({
    code: 'infra/outputs-unreadable',
    kind: 'outside',
    message: `reading the outputs of the foundation: ${problem}; expected an output 'foundation' in the shape of this version`,
    hint: 'apply phase 1 with this version first; outputs change their shape on apply',
    cause,
  });
}
