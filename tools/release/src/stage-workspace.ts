import { copyFileSync, existsSync, globSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { releasedPackages } from './released-packages.ts';
import { runCommand } from './run-command.ts';

/**
 * Copies the workspace at `root`, as git sees it with what is not committed yet, to the empty folder `stage`, with the built packages and a
 * git history of its own: whatever a release changes, commits and tags there leaves the checkout as it is.
 *
 * Builds first. Built files whose source is gone are left out, as in a build of a fresh clone. Packages of the registry are links to
 * those of the checkout.
 */
export async function stageWorkspace(root: string, stage: string): Promise<void> {
  await runCommand(process.execPath, [join(root, 'node_modules/typescript/lib/tsc.js'), '-b'], { cwd: root });
  const listed = await runCommand('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  for (const file of listed.split('\0')) if (file !== '' && existsSync(join(root, file))) copy(root, stage, file);
  for (const { folder } of releasedPackages(root)) for (const file of builtFiles(root, folder)) copy(root, stage, file);
  linkModules(root, stage);
  await runCommand('git', ['init', '--quiet', '--initial-branch=main'], { cwd: stage });
  await runCommand('git', ['config', 'user.name', 'LogEx'], { cwd: stage });
  await runCommand('git', ['config', 'user.email', 'release@localhost'], { cwd: stage });
  await commitAll(stage, 'State before the release');
}

/** Commits everything in a staged workspace. */
export async function commitAll(stage: string, message: string): Promise<void> {
  await runCommand('git', ['add', '--all'], { cwd: stage });
  await runCommand('git', ['commit', '--quiet', '--message', message], { cwd: stage });
}

function builtFiles(root: string, folder: string): string[] {
  const sourceOf = (file: string): string => join(root, file.replace('/dist/', '/src/').replace(/(?:\.d\.ts|\.js)$/u, '.ts'));
  return globSync(`${folder}/dist/**/*.{js,d.ts}`, { cwd: root }).filter((file) => existsSync(sourceOf(file)));
}

function copy(root: string, stage: string, file: string): void {
  mkdirSync(dirname(join(stage, file)), { recursive: true });
  copyFileSync(join(root, file), join(stage, file));
}

/** Links to the installed packages, but for those of the workspace, which are the staged ones. */
function linkModules(root: string, stage: string): void {
  const modules = join(stage, 'node_modules');
  mkdirSync(join(modules, '@logex'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '@logex' && name !== '.cache') symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  for (const { name, folder } of releasedPackages(root)) symlinkSync(join(stage, folder), join(modules, name));
}
