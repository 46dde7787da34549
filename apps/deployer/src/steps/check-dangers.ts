import { allowanceUnused, destroyNotAllowed } from '../errors.ts';
import type { PlanReport } from '../plan/plan-report.ts';

/** The word for everything that holds data. */
export const allData = '*';

/**
 * Refuses a plan that destroys or replaces what holds data and is not named in `allowed`.
 *
 * @throws LogexError `deployer/destroy-not-allowed`; `deployer/allowance-unused` for a name that the plan does not take away.
 */
export function checkDangers({ dangers }: Pick<PlanReport, 'dangers'>, allowed: readonly string[]): void {
  const endangered = dangers.map(({ address }) => address);
  const unused = allowed.find((address) => address !== allData && !endangered.includes(address));
  if (unused !== undefined) throw allowanceUnused(unused, endangered);
  if (allowed.includes(allData)) return;
  const refused = endangered.filter((address) => !allowed.includes(address));
  if (refused.length > 0) throw destroyNotAllowed(refused);
}
