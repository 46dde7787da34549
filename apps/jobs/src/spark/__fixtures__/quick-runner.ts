import { expect } from 'vitest';
import { openSparkRunner, type SparkRunner, type SparkRunnerOptions } from '../spark-runner.ts';

/** For inputs of a few lines: expressions are interpreted where compiling them takes longer than they do, and nothing is shared out. */
const fewLines = {
  'spark.master': 'local[1]',
  'spark.sql.shuffle.partitions': '1',
  'spark.sql.adaptive.enabled': 'false',
  'spark.sql.codegen.wholeStage': 'false',
  'spark.sql.codegen.factoryMode': 'NO_CODEGEN',
} as const;

/** Starts Spark for a few lines of input. What Spark's generated code computes is proved elsewhere. */
export function quickRunner({ settings, ...options }: SparkRunnerOptions = {}): Promise<SparkRunner> {
  return openSparkRunner({ ...options, quick: true, memory: '1g', settings: { ...fewLines, ...settings } });
}

/**
 * Works with a driver of its own that stands still at a step, `before:<step>` or `after:<step>`, and is killed there from outside, by
 * SIGKILL. The work must fail of that.
 */
export async function killedAt(pauseAt: string, work: (runner: SparkRunner) => Promise<unknown>, options: SparkRunnerOptions = {}): Promise<void> {
  const driver = await quickRunner({ ...options, pauseAt });
  const killed: string[] = [];
  const watched: SparkRunner = {
    ...driver,
    run: (plan, onEvent) =>
      driver.run(plan, (event) => {
        onEvent?.(event);
        if (event.event === 'paused' && driver.pid !== undefined && process.kill(driver.pid, 'SIGKILL')) killed.push(event.at);
      }),
  };
  try {
    await expect(work(watched)).rejects.toMatchObject({ code: 'jobs/spark-died', retry: true });
    expect(killed).toEqual([pauseAt]);
  } finally {
    await driver.close();
  }
}
