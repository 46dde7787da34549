import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What a scenario cost, measured by the operating system over its whole process. */
export interface Measurement {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  /** Largest resident memory, in MB (10^6 bytes). */
  readonly peakMb: number;
  /** Figures of the scenario's own. */
  readonly figures: Readonly<Record<string, number>>;
}

const child = join(import.meta.dirname, 'scenarios/main.ts');

/**
 * Runs a scenario in a process of its own.
 *
 * @throws Error with what the process said where it fails.
 */
export function measure(scenario: string, options: object): Measurement {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=@logex/source', '--no-warnings', child, scenario, JSON.stringify(options)], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`scenario '${scenario}' failed: ${stderr.slice(-2000)}`);
  const wallSeconds = (performance.now() - started) / 1000;
  const { usage, figures } = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '{}') as { usage: NodeJS.ResourceUsage; figures: Record<string, number> };
  return { cpuSeconds: (usage.userCPUTime + usage.systemCPUTime) / 1e6, wallSeconds, peakMb: (usage.maxRSS * 1024) / 1e6, figures };
}

/** The run of several that cost least CPU: the one that other work on the machine disturbed least. */
export function measureBest(scenario: string, options: () => object, runs: number): Measurement {
  const found = Array.from({ length: runs }, () => measure(scenario, options()));
  return found.reduce((best, each) => (each.cpuSeconds < best.cpuSeconds ? each : best));
}
