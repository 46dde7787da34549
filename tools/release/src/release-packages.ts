import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { releaseChangelog, releasePublish, releaseVersion } from 'nx/release';
import { runCommand } from './run-command.ts';
import { checkSchema, recordSchema, schemaPlan } from './schema-check.ts';
import { writeVersionPlan } from './version-plan.ts';

/** How a release is made. */
export interface ReleaseOptions {
  /** The workspace; the working directory too, since Nx takes it from there. */
  readonly root: string;
  /** Show what would happen, and change nothing. */
  readonly dryRun: boolean;
}

/**
 * Releases what has version plans: versions, changelogs, the record of the schema, a commit, tags, and `npm publish` to the registry that
 * `.npmrc` names. A change of the schema moves versions by as much as it asks for, with a plan or without.
 *
 * @throws Error where a breaking change of the schema is not declared, or a step of Nx fails.
 */
export async function releasePackages({ root, dryRun }: ReleaseOptions): Promise<void> {
  const plan = schemaPlan(checkSchema(root));
  const written = plan === undefined ? undefined : writeVersionPlan(root, 'schema', plan);
  try {
    const { projectsVersionData: versionData, workspaceVersion: version, releaseGraph } = await releaseVersion({ dryRun, gitCommit: false, gitTag: false, stageChanges: true });
    const schemaVersion = versionData['log-schema']?.newVersion;
    if (!dryRun && schemaVersion) {
      recordSchema(root, schemaVersion);
      await runCommand('git', ['add', 'packages/log-schema/recorded'], { cwd: root });
    }
    await releaseChangelog({ dryRun, versionData, ...(version === undefined ? {} : { version }), releaseGraph, gitCommit: true, gitCommitMessage: 'Release', gitTag: true });
    const results = await releasePublish({ dryRun, versionData, releaseGraph });
    const failed = Object.entries(results).filter(([, { code }]) => code !== 0).map(([project]) => project);
    if (failed.length > 0) throw new Error(`not published: ${failed.join(', ')}; mend what Nx names above and run 'npx nx release publish'`);
  } finally {
    if (dryRun && written !== undefined) rmSync(join(root, written));
  }
}
