import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { dependencyArrow, soleImporters } from './dependency-arrow.ts';
import type { Finding } from './finding.ts';
import type { SourceFile } from './source-file.ts';
import type { WorkspaceProject } from './workspace-project.ts';

/** Imports of `file` that break the dependency arrow, leave the project, or are not declared in its package.json. */
export function checkImports(file: SourceFile, project: WorkspaceProject, projects: readonly WorkspaceProject[]): Finding[] {
  const { importedFiles } = ts.preProcessFile(file.text, true, true);
  return importedFiles.flatMap(({ fileName, pos }) => {
    const broken = brokenRule(fileName, file, project, projects);
    if (broken === undefined) return [];
    return [{ file: file.path, line: lineAt(file.text, pos), ...broken }];
  });
}

type Broken = Pick<Finding, 'rule' | 'message'>;

function brokenRule(
  specifier: string,
  file: SourceFile,
  project: WorkspaceProject,
  projects: readonly WorkspaceProject[],
): Broken | undefined {
  if (specifier.startsWith('.')) return brokenRelative(specifier, file, project);
  if (isBuiltin(specifier)) return undefined;
  const name = packageName(specifier);
  const target = projects.find((other) => other.name === name);
  const allowed = dependencyArrow[project.name] ?? [];
  if (target?.tool === true) {
    if (file.test || project.tool) return undefined;
    return { rule: 'dependency-arrow', message: `${name} is for tests; only test files and tools may import it` };
  }
  if (name.startsWith('@logex/') && name !== project.name && !project.tool && !allowed.includes(name)) {
    const list = allowed.length === 0 ? 'no @logex package' : allowed.join(', ');
    return { rule: 'dependency-arrow', message: `${project.name} may not import ${name}; it may import ${list}` };
  }
  const sole = soleImporters[name];
  if (sole !== undefined && sole !== project.name) {
    return { rule: 'sole-importer', message: `only ${sole} may import ${name}` };
  }
  if (!file.test && name !== project.name && !project.tool && !project.declared.has(name)) {
    return { rule: 'undeclared-dependency', message: `${name} is not declared in ${project.folder}/package.json` };
  }
  return undefined;
}

function brokenRelative(specifier: string, file: SourceFile, project: WorkspaceProject): Broken | undefined {
  if (!join(file.path, '..', specifier).startsWith(`${project.folder}/`)) {
    return { rule: 'dependency-arrow', message: `'${specifier}' leaves ${project.folder}; import the package by its name` };
  }
  if (/\.(?:ts|json)$/u.test(specifier)) return undefined;
  return { rule: 'relative-extension', message: `'${specifier}' must end in .ts, so that Node runs the sources unbuilt` };
}

function packageName(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}
