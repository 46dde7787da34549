import { join } from 'node:path';
import type { Finding } from './finding.ts';
import type { WorkspaceProject } from './workspace-project.ts';

/** Differences between the workspace packages that a project depends on and its TypeScript build references. */
export function checkReferences(project: WorkspaceProject, projects: readonly WorkspaceProject[]): Finding[] {
  if (project.references === undefined) return [];
  const file = `${project.folder}/tsconfig.build.json`;
  const wanted = projects
    .filter((other) => !other.tool && project.declared.has(other.name))
    .map((other) => `${other.folder}/tsconfig.build.json`);
  const present = project.references.map((path) => join(project.folder, path));
  const message = (path: string, what: string): Finding => ({ file, line: 1, rule: 'build-references', message: `${path} ${what}` });
  return [
    ...wanted.filter((path) => !present.includes(path)).map((path) => message(path, 'is a dependency and must be referenced')),
    ...present.filter((path) => !wanted.includes(path)).map((path) => message(path, 'is referenced but is no dependency')),
  ];
}
