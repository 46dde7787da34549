import { expect, test } from 'vitest';
import { checkReferences } from './check-references.ts';
import type { WorkspaceProject } from './workspace-project.ts';

const schema: WorkspaceProject = { name: '@logex/log-schema', folder: 'packages/log-schema', tool: false, declared: new Set() };
const jobs = { name: '@logex/jobs', folder: 'apps/jobs', tool: false, declared: new Set([schema.name]) };

test('passes when the build references the workspace dependencies', () => {
  const project = { ...jobs, references: ['../../packages/log-schema/tsconfig.build.json'] };

  expect(checkReferences(project, [schema, project])).toEqual([]);
});

test('fails when a dependency is not referenced, or a reference is no dependency', () => {
  const project = { ...jobs, references: ['../../packages/query-sdk/tsconfig.build.json'] };

  expect(checkReferences(project, [schema, project]).map(({ message }) => message)).toEqual([
    'packages/log-schema/tsconfig.build.json is a dependency and must be referenced',
    'packages/query-sdk/tsconfig.build.json is referenced but is no dependency',
  ]);
});
