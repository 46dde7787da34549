import { regionNotKnown, zonesNotKnown } from './errors.ts';

const letters: Readonly<Record<string, string>> = { 'ap-northeast-1': 'acd', 'ca-central-1': 'abd' };
const lettersDiffer: readonly string[] = ['us-west-1'];

/**
 * Partition of a region, the second part of its ARNs.
 *
 * @throws LogexError `infra/region-not-known`.
 */
export function partitionOf(region: string): 'aws' | 'aws-us-gov' {
  if (!/^(?!cn-)[a-z]{2}(?:-gov)?-[a-z]+-\d$/u.test(region)) throw regionNotKnown(region);
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/**
 * Three zones that most accounts of a region have. A fixed table, and not a look-up: a zone that AWS adds must not move
 * subnets.
 *
 * @throws LogexError `infra/zones-not-known` where zone names differ between accounts.
 */
export function defaultZones(region: string): readonly string[] {
  if (lettersDiffer.includes(region)) throw zonesNotKnown(region);
  return [...(letters[region] ?? 'abc')].map((letter) => `${region}${letter}`);
}
