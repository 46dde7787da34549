import { stepsUnordered } from '../errors.ts';
import type { Step } from './step.ts';

/**
 * The steps so that each comes after all that it needs; ties keep the given order.
 *
 * @throws LogexError `deployer/steps-unordered` when a need is unknown or goes in a circle.
 */
export function orderSteps<Context>(steps: readonly Step<Context>[]): Step<Context>[] {
  const ordered: Step<Context>[] = [];
  let waiting = [...steps];
  while (waiting.length > 0) {
    const ready = waiting.find(({ needs }) => needs.every((need) => ordered.some(({ id }) => id === need)));
    if (ready === undefined) throw stepsUnordered(waiting.map(({ id, needs }) => `${id} (needs ${needs.join(', ')})`));
    ordered.push(ready);
    waiting = waiting.filter((step) => step !== ready);
  }
  return ordered;
}
