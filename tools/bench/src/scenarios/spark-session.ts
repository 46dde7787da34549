import { join } from 'node:path';
import { openCatalog, openSparkRunner, type JobPlan, type SparkCatalog, type SparkRunner } from '@logex/jobs';

/** A JVM with Spark whose cost is added up. */
export interface CountedRunner extends SparkRunner {
  /** CPU seconds of the JVM in the plans that were run since it was last asked. */
  readonly takeCpuSeconds: () => number;
}

/** Starts Spark on all cores; flags go to its JVM. */
export async function openCountedRunner(memory: string, flags: readonly string[] = []): Promise<CountedRunner> {
  const environment = flags.length > 0 ? { JAVA_TOOL_OPTIONS: flags.join(' ') } : {};
  const runner = await openSparkRunner({ memory, environment });
  let milliseconds = 0;
  return {
    ...runner,
    run: (plan, onEvent, stopAt) =>
      runner.run(plan, (event) => {
        if (event.event === 'done') milliseconds += event.cpuMilliseconds;
        onEvent?.(event);
      }, stopAt),
    takeCpuSeconds: () => {
      const seconds = milliseconds / 1000;
      milliseconds = 0;
      return seconds;
    },
  };
}

/** The least CPU seconds of several runs of an act, and the wall seconds of that run. */
export async function leastCost(runner: CountedRunner, runs: number, act: () => Promise<unknown>): Promise<{ readonly cpu: number; readonly wall: number }> {
  let least = { cpu: Number.POSITIVE_INFINITY, wall: 0 };
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now();
    runner.takeCpuSeconds();
    await act();
    const cost = { cpu: runner.takeCpuSeconds(), wall: (performance.now() - started) / 1000 };
    if (cost.cpu < least.cpu) least = cost;
  }
  return least;
}

/** A catalog below a folder. */
export const catalogIn = (folder: string): SparkCatalog => ({ type: 'hadoop', warehouse: join(folder, 'warehouse') });

/** A plan of one statement. */
export const statement = (text: string, catalog?: SparkCatalog): JobPlan => ({
  version: 1, job: 'bench', parameters: {}, steps: [...(catalog ? [openCatalog(catalog)] : []), { kind: 'sql', name: 'run', text }],
});
