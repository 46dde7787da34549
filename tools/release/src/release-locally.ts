import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLocalRegistry, type LocalRegistry } from './local-registry.ts';
import { releasedPackages, type ReleasedPackage } from './released-packages.ts';
import { runCommand } from './run-command.ts';
import { commitAll, stageWorkspace } from './stage-workspace.ts';
import { versionPlanText, writeVersionPlan } from './version-plan.ts';

/** What a local release is made of. */
export interface LocalReleaseOptions {
  /** The checkout; it stays as it is. */
  readonly root: string;
  /** An empty folder for the copy of the workspace and the data of the registry. */
  readonly folder: string;
  /** Port of the registry. @default any free one */
  readonly port?: number;
  /** Whether what `nx release` prints is shown. @default false */
  readonly show?: boolean;
}

/** Packages on a local registry. */
export interface LocalRelease {
  readonly registry: LocalRegistry;
  /** The copy of the workspace, with versions, changelogs, commit and tags of the release. */
  readonly stage: string;
  readonly packages: readonly ReleasedPackage[];
}

/**
 * Starts a registry on this machine, versions every package by `nx release` in a copy of the workspace and publishes them there. Each
 * moves by a patch at least, by more where a version plan says so.
 */
export async function releaseLocally({ root, folder, port = 0, show = false }: LocalReleaseOptions): Promise<LocalRelease> {
  const stage = join(folder, 'workspace');
  mkdirSync(stage);
  await stageWorkspace(root, stage);
  const registry = await startLocalRegistry(folder, port);
  try {
    writeVersionPlan(stage, 'local', versionPlanText(releasedPackages(stage).map(({ project }) => project), 'patch', 'Tried out on a local registry.'));
    appendFileSync(join(stage, '.npmrc'), `\n${registry.npmrc}`);
    leaveLockFile(stage);
    await commitAll(stage, 'Plan a local release');
    await runRelease(stage, [], show);
  } catch (error) {
    await registry.close();
    throw error;
  }
  return { registry, stage, packages: releasedPackages(stage) };
}

/** The lock file of the copy is never installed from; to update it would ask the registry of the machine for every package. */
function leaveLockFile(stage: string): void {
  const file = join(stage, 'nx.json');
  const settings = JSON.parse(readFileSync(file, 'utf8')) as { release: { version: object } };
  const release = { ...settings.release, version: { ...settings.release.version, versionActionsOptions: { skipLockFileUpdate: true } } };
  writeFileSync(file, JSON.stringify({ ...settings, release }));
}

/** Runs the release of a staged workspace, by its own program. Gives what it printed. */
export async function runRelease(stage: string, args: readonly string[], show: boolean): Promise<string> {
  return runCommand(process.execPath, ['tools/release/src/main.ts', 'publish', '--built', ...args], {
    cwd: stage, show, env: { NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' },
  });
}
