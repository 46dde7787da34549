import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Tests of minutes, those first that wait for other programs most of their time, then by how long they take: with them
 * begun early, no core is idle at the end, and others compute while they wait.
 */
export const slowFiles: readonly string[] = [
  'apps/deployer/src/commands/foundation-cycle.itest.ts',
  'apps/jobs/src/spark/spark-jobs.itest.ts',
  'apps/deployer/src/commands/mock-account.itest.ts',
  'apps/jobs/src/ingest/kill.itest.ts',
  'apps/jobs/src/spark/spark-kill.itest.ts',
  'apps/jobs/src/spark/spark-hive.itest.ts',
  'apps/deployer/src/commands/deploy-cycle.itest.ts',
  'tools/release/src/release.itest.ts',
  'apps/jobs/src/differential/differential.itest.ts',
  'packages/infra-core/src/provider.itest.ts',
  'tools/docs/src/pages.itest.ts',
  'apps/jobs/src/bad-input.itest.ts',
  'apps/jobs/src/replay/replay.itest.ts',
];

/** Runs the slow files of all projects first, then the others by size, the largest first. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rest = await super.sort(files);
    return rest.toSorted((a, b) => place(a.moduleId) - place(b.moduleId));
  }
}

/** Position of a file among the slow ones; behind them all where it is none. */
export function place(path: string): number {
  const at = slowFiles.findIndex((file) => path.endsWith(file));
  return at < 0 ? slowFiles.length : at;
}
