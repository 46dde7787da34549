import type { Estimate } from './estimate.ts';
import { hoursPerMonth, instancePrice, prices, spotShare } from './price-table.ts';

/** One way to reach AWS from private nodes, in US dollars a month before any traffic. */
export interface NetworkComparison {
  readonly endpoints: number;
  readonly nat: number;
  /** GB a month from which endpoints are the cheaper way; 0 when they always are. */
  readonly endpointsCheaperFromGb: number;
}

/** The executors' nodes, in US dollars for one hour. */
export interface SpotComparison {
  readonly type: string;
  readonly onDemandHour: number;
  readonly spotHour: number;
  /** What an always running node would save in a month. */
  readonly savedMonthlyPerNode: number;
}

/** Endpoints against NAT, from the estimates of the same deployment with only the one and only the other. */
export function compareNetworks(withEndpoints: Estimate, withNat: Estimate): NetworkComparison {
  const endpoints = withEndpoints.components['network'] ?? 0;
  const nat = withNat.components['network'] ?? 0;
  const saved = prices.natTraffic.usd - prices.endpointTraffic.usd;
  return { endpoints, nat, endpointsCheaperFromGb: Math.max(0, Math.ceil((endpoints - nat) / saved)) };
}

/** Spot against on demand for an instance type; undefined when the price table does not know it. */
export function compareSpot(type: string): SpotComparison | undefined {
  const price = instancePrice(type)?.usd;
  if (price === undefined) return undefined;
  const spotHour = price * spotShare;
  const round = (usd: number, digits: number): number => Number(usd.toFixed(digits));
  return { type, onDemandHour: round(price, 4), spotHour: round(spotHour, 4), savedMonthlyPerNode: round((price - spotHour) * hoursPerMonth, 2) };
}
