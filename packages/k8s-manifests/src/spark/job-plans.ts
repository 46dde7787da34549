import { holeUnknown } from '../errors.ts';

/** Jobs that run on Spark. */
export const sparkJobs = ['create-schema', 'ingest', 'aggregate', 'maintain'] as const;

/** Name of a job. */
export type SparkJob = (typeof sparkJobs)[number];

/** A compiled plan, in a file of its own. */
export interface PlanFile {
  /** Name of the file, such as `ingest.json`. */
  readonly file: string;
  /** The plan as JSON. Texts may have holes such as `${warehouse}`, for what is known at deployment only. */
  readonly plan: unknown;
}

/** Plans by job, run in their order; a job without plans is not deployed. */
export type JobPlans = Readonly<Partial<Record<SparkJob, readonly PlanFile[]>>>;

/**
 * A plan with its holes filled.
 *
 * @throws LogexError `k8s/hole-unknown` (usage) for a hole that `values` does not name.
 */
export function fillPlan({ file, plan }: PlanFile, values: Readonly<Record<string, string>>): unknown {
  const filled = (text: string): string =>
    text.replaceAll(/\$\{([a-z]+)\}/gu, (_, hole: string) => {
      const value = values[hole];
      if (value === undefined) throw holeUnknown(file, hole, Object.keys(values));
      return value;
    });
  const walk = (node: unknown): unknown => {
    if (typeof node === 'string') return filled(node);
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, value]: [string, unknown]) => [key, walk(value)]));
  };
  return walk(plan);
}
