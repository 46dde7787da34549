/** A price, and how well it is known. */
export interface Price {
  readonly usd: number;
  readonly unit: 'hour' | 'month' | 'GB' | 'GB-month' | '1000 requests';
  /** `list`: read in what `seen` names. `estimate`: a long-standing list price that was not checked, or an assumption. */
  readonly basis: 'list' | 'estimate';
  /** Where AWS publishes the price. */
  readonly source: string;
  /** What the number was read in, and of when that is; only for list prices. */
  readonly seen?: string;
}

const list = (usd: number, unit: Price['unit'], source: string, seen: string): Price => ({ usd, unit, basis: 'list', source, seen });
const estimate = (usd: number, unit: Price['unit'], source: string): Price => ({ usd, unit, basis: 'estimate', source });

const eks = 'https://aws.amazon.com/eks/pricing/';
const vpc = 'https://aws.amazon.com/vpc/pricing/';
const privateLink = 'https://aws.amazon.com/privatelink/pricing/';
const ec2 = 'https://aws.amazon.com/ec2/pricing/on-demand/';
const rds = 'https://aws.amazon.com/rds/mysql/pricing/';
const s3 = 'https://aws.amazon.com/s3/pricing/';
const cloudwatch = 'https://aws.amazon.com/cloudwatch/pricing/';

const vpcPage = 'examples of the AWS page, 2026-09-20';
const overviews = 'independent overviews of AWS prices, 2026';
const ec2List = "AWS's price list, 2026-01-19";

/** Day of the table. Prices change: read the sources before you sign for a budget. */
export const pricesAsOf = '2026-11-24';

/** Region that the prices are for. */
export const pricesRegion = 'us-east-1';

/** Hours in an average month. */
export const hoursPerMonth = 730;

/** What a spot node costs of the on-demand price. Spot prices move by the hour; this is an assumption, not a quote. */
export const spotShare = 0.35;

/** Everything but instances. */
export const prices = {
  cluster: list(0.1, 'hour', eks, overviews),
  natGateway: list(0.045, 'hour', vpc, vpcPage),
  natTraffic: list(0.045, 'GB', vpc, vpcPage),
  publicAddress: list(0.005, 'hour', vpc, 'notices of AWS, in force since 2024-02-01'),
  interfaceEndpoint: list(0.01, 'hour', privateLink, overviews),
  endpointTraffic: list(0.01, 'GB', privateLink, overviews),
  nodeDisk: estimate(0.08, 'GB-month', 'https://aws.amazon.com/ebs/pricing/'),
  databaseDisk: estimate(0.115, 'GB-month', rds),
  standardStorage: estimate(0.023, 'GB-month', s3),
  infrequentStorage: estimate(0.0125, 'GB-month', s3),
  imageStorage: estimate(0.1, 'GB-month', 'https://aws.amazon.com/ecr/pricing/'),
  logIngestion: estimate(0.5, 'GB', cloudwatch),
  key: estimate(1, 'month', 'https://aws.amazon.com/kms/pricing/'),
  secret: list(0.4, 'month', 'https://aws.amazon.com/secrets-manager/pricing/', overviews),
} as const satisfies Readonly<Record<string, Price>>;

/** On-demand price of the size `large` by EC2 family, Linux; the other sizes follow from it. */
const instanceLarge: Readonly<Record<string, number>> = {
  t3: 0.0832, t3a: 0.0752, t4g: 0.0672,
  m5: 0.096, m5a: 0.086, m5d: 0.113, m6i: 0.096, m6a: 0.0864, m6g: 0.077, m7i: 0.1008, m7a: 0.11592, m7g: 0.0816,
  c5: 0.085, c5a: 0.077, c6i: 0.085, c6a: 0.0765, c6g: 0.068, c7i: 0.08925, c7g: 0.0725,
  r5: 0.126, r5a: 0.113, r5d: 0.144, r6i: 0.126, r6a: 0.1134, r6g: 0.1008, r7i: 0.1323, r7g: 0.1071,
};

/** Price of the size `large` by RDS class, MySQL in one zone. */
const databaseLarge: Readonly<Record<string, number>> = {
  'db.t3': 0.136, 'db.t4g': 0.129,
  'db.m5': 0.171, 'db.m6g': 0.152, 'db.m6i': 0.171, 'db.m7g': 0.168,
  'db.r5': 0.24, 'db.r6g': 0.215, 'db.r6i': 0.24, 'db.r7g': 0.239,
};

const sizes: Readonly<Record<string, number>> = { nano: 1 / 16, micro: 1 / 8, small: 1 / 4, medium: 1 / 2, large: 1, xlarge: 2 };

/** On-demand price of an EC2 instance type; undefined when the table does not know its family. */
export function instancePrice(type: string): Price | undefined {
  const usd = sizedPrice(type, instanceLarge);
  return usd === undefined ? undefined : list(usd, 'hour', ec2, ec2List);
}

/** Price of an RDS instance class in one zone; undefined when the table does not know its family. */
export function databasePrice(instanceClass: string): Price | undefined {
  const usd = sizedPrice(instanceClass, databaseLarge);
  return usd === undefined ? undefined : estimate(usd, 'hour', rds);
}

function sizedPrice(name: string, large: Readonly<Record<string, number>>): number | undefined {
  const at = name.lastIndexOf('.');
  const size = name.slice(at + 1);
  const factor = sizes[size] ?? 2 * Number(/^(\d+)xlarge$/u.exec(size)?.[1] ?? Number.NaN);
  const base = large[name.slice(0, at)];
  return base === undefined || Number.isNaN(factor) ? undefined : base * factor;
}
