import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How far a version moves. */
export type Bump = 'patch' | 'minor' | 'major';

/** The text of a version plan: the projects whose versions move, and the entry for their changelogs. */
export function versionPlanText(projects: readonly string[], bump: Bump, entry: string): string {
  return ['---', ...projects.map((project) => `${project}: ${bump}`), '---', '', entry, ''].join('\n');
}

/** Writes a version plan, for the next `nx release`, into the workspace at `root`. Gives its path, relative to the workspace. */
export function writeVersionPlan(root: string, name: string, text: string): string {
  const folder = '.nx/version-plans';
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, `${name}.md`), text);
  return `${folder}/${name}.md`;
}
