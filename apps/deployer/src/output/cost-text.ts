import type { CostResult } from '../commands/cost.ts';
import { componentTitle } from '../plan/component.ts';
import { textTable } from './table.ts';
import { usd } from './usd.ts';

/** An estimate for people: a table by component, comparisons, and what is not counted. */
export function costText(cost: CostResult): string {
  const rows = cost.lines.map(({ component, what, quantity, price, monthly }) => [
    componentTitle(component),
    what,
    String(Number(quantity.toFixed(2))),
    `${Number(price.usd.toFixed(5))} per ${price.unit}${price.basis === 'estimate' ? ' *' : ''}`,
    usd(monthly),
  ]);
  const table = textTable(['component', 'what', 'how many', 'price in $', 'a month'], [...rows, ['total', '', '', '', usd(cost.total)]]);
  const head = `${cost.stack}: about ${usd(cost.total)} a month (${cost.pricesRegion} prices of ${cost.pricesAsOf}; * is an estimate or an assumption)`;
  return [head, table, ...comparisonLines(cost), `not counted: ${cost.unknown.join('; ')}`].join('\n');
}

function comparisonLines({ spot, network }: CostResult): string[] {
  return [
    ...(spot === undefined ? [] : [`spot: an hour of ${spot.type} about $${spot.spotHour} in place of $${spot.onDemandHour}; an always running node would save ${usd(spot.savedMonthlyPerNode)} a month`]),
    ...(network === undefined ? [] : [`endpoints or NAT: network with endpoints alone ${usd(network.endpoints)} a month, with NAT alone ${usd(network.nat)}; endpoints are cheaper from ${network.endpointsCheaperFromGb} GB a month, S3 left out, and keep nodes off the internet`]),
  ];
}
