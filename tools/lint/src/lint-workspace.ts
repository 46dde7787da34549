import { checkDocs } from './check-docs.ts';
import { checkImports } from './check-imports.ts';
import { checkReferences } from './check-references.ts';
import { dependencyArrow } from './dependency-arrow.ts';
import type { Finding } from './finding.ts';
import { sourceFiles } from './source-file.ts';
import { workspaceProjects, type WorkspaceProject } from './workspace-project.ts';

/** All findings in the workspace at `root`, or in the one project in `folder`. */
export function lintWorkspace(root: string, folder?: string): Finding[] {
  const projects = workspaceProjects(root);
  return projects
    .filter((project) => folder === undefined || project.folder === folder)
    .flatMap((project) => [
      ...checkListed(project),
      ...checkReferences(project, projects),
      ...sourceFiles(root, project.folder).flatMap((file) => [...checkImports(file, project, projects), ...checkDocs(file)]),
    ]);
}

function checkListed({ name, folder, tool }: WorkspaceProject): Finding[] {
  if (tool || name in dependencyArrow) return [];
  const message = `${name} has no place in the dependency arrow; add it to tools/lint/src/dependency-arrow.ts`;
  return [{ file: `${folder}/package.json`, line: 1, rule: 'dependency-arrow', message }];
}
