import { zonesNotAllowed } from '../errors.ts';
import { defaultZones } from '../region.ts';
import { parseCidr, subnetCidr } from './cidr.ts';

/** One zone's share of the VPC. */
export interface ZoneLayout {
  readonly zone: string;
  /** A 1/8 of the VPC: pods take an address each. */
  readonly privateCidr: string;
  /** A 1/256 of the VPC, out of its last eighth. */
  readonly publicCidr: string;
}

/** What the layout depends on. */
export interface SubnetLayoutOptions {
  readonly region: string;
  readonly multiAz: boolean;
  readonly vpcCidr: string;
  readonly availabilityZones?: readonly string[] | undefined;
}

/**
 * Address blocks by zone. A zone's block depends on its place in the list alone, so that going from one zone to several
 * moves nothing.
 *
 * @throws LogexError `infra/cidr-not-allowed`, `infra/zones-not-allowed`, `infra/zones-not-known`.
 */
export function subnetLayout({ region, multiAz, vpcCidr, availabilityZones }: SubnetLayoutOptions): readonly ZoneLayout[] {
  const block = parseCidr('network.vpcCidr', vpcCidr, [16, 20]);
  const zones = availabilityZones ?? defaultZones(region);
  const known = zones.every((zone) => zone.startsWith(region) && zone.length > region.length);
  if (zones.length < 2 || zones.length > 4 || new Set(zones).size < zones.length || !known) throw zonesNotAllowed(region, zones);
  return zones.slice(0, multiAz ? zones.length : 2).map((zone, index) => ({
    zone,
    privateCidr: subnetCidr(block, 3, index),
    publicCidr: subnetCidr(block, 8, 248 + index),
  }));
}
