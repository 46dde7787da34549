/** How private nodes reach the internet: not at all, through one NAT gateway, or through one in each zone. */
export type NatGateways = 'none' | 'one' | 'one-per-zone';

/** What may be chosen about the network. */
export interface NetworkSettings {
  /**
   * Address block of the VPC, /16 to /20. Changing it replaces the VPC.
   * @default '10.0.0.0/16'
   */
  readonly vpcCidr?: string;
  /**
   * Zones by name, at least two, in order of use. Changing the order replaces subnets.
   * @default the first three zones that most accounts of the region have
   */
  readonly availabilityZones?: readonly string[];
  /**
   * NAT gateways. `'none'` needs `endpoints`.
   * @default 'none'
   */
  readonly nat?: NatGateways;
  /**
   * The S3 gateway endpoint and the interface endpoints that private nodes need.
   * @default true
   */
  readonly endpoints?: boolean;
  /**
   * Interface endpoints beside the needed ones, by AWS service name, such as `elasticloadbalancing`.
   * @default []
   */
  readonly extraEndpoints?: readonly string[];
  /**
   * Days that flow logs are kept; one of the values that CloudWatch takes.
   * @default 365
   */
  readonly flowLogRetentionDays?: number;
}
