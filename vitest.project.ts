import { globSync } from 'node:fs';
import { defineProject, type UserWorkspaceConfig } from 'vitest/config';

const conditions = ['@logex/source', 'module', 'node', 'default'];

/**
 * The vitest settings of one workspace project: sources of sibling packages, one process per test file, because the
 * embedded engine opens one data directory per process. Type tests run where a project has any.
 */
export function vitestProject(name: string, folder: string): UserWorkspaceConfig {
  const typeTests = 'src/**/*.test-d.ts';
  return defineProject({
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      name,
      include: ['src/**/*.{test,itest}.ts'],
      pool: 'forks',
      isolate: true,
      // Of a project, not of the workspace: each project has its own default, which is one less than the cores. Some tests mostly wait.
      maxWorkers: 3,
      testTimeout: 60_000,
      hookTimeout: 60_000,
      typecheck: {
        enabled: globSync(typeTests, { cwd: folder }).length > 0,
        include: [typeTests],
        tsconfig: './tsconfig.json',
      },
    },
  });
}
