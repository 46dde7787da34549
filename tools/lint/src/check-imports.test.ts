import { expect, test } from 'vitest';
import { checkImports } from './check-imports.ts';
import { sourceFile } from './source-file.ts';
import type { WorkspaceProject } from './workspace-project.ts';

const declared = new Set(['zod', '@logex/log-schema', '@logex/jobs']);
const folders = ['packages/log-schema', 'packages/query-sdk', 'packages/infra-core', 'apps/jobs', 'apps/deployer', 'tools/testing'];
const projects = folders.map((folder): WorkspaceProject => ({
  name: folder.replace(/^\w+/u, '@logex'),
  folder,
  tool: folder.startsWith('tools/'),
  declared,
}));

function rulesBroken(path: string, text: string): string[] {
  const project = projects.find(({ folder }) => path.startsWith(folder));
  if (project === undefined) throw new Error(`no project for ${path}`);
  return checkImports(sourceFile(path, text), project, projects).map(({ line, rule }) => `${line} ${rule}`);
}

test('allows the arrow, node, declared packages and files of the project', () => {
  const text = [
    "import { readFile } from 'node:fs/promises';",
    "import { z } from 'zod';",
    "import type { Table } from '@logex/log-schema';",
    "import { own } from '../own.ts';",
  ].join('\n');

  expect(rulesBroken('packages/query-sdk/src/select/a.ts', text)).toEqual([]);
});

test.each([
  ['a library that imports another against the arrow', 'packages/log-schema/src/a.ts', "import { q } from '@logex/query-sdk';"],
  ['a package that imports an app', 'packages/query-sdk/src/a.ts', "import type { Job } from '@logex/jobs';"],
  ['an app that imports another app', 'apps/deployer/src/a.ts', "export { job } from '@logex/jobs';"],
  ['a dynamic import', 'packages/log-schema/src/a.ts', "const m = await import('@logex/query-sdk/embedded');"],
  ['a tool imported outside of tests', 'packages/log-schema/src/a.ts', "import { expectGolden } from '@logex/testing';"],
  ['a path into another project', 'packages/query-sdk/src/a.ts', "import { t } from '../../log-schema/src/index.ts';"],
])('fails when it finds %s', (_, path, text) => {
  expect(rulesBroken(path, `\n${text}`)).toEqual(['2 dependency-arrow']);
});

test('lets tests import the tools', () => {
  for (const name of ['a.test.ts', 'a.itest.ts', 'a.test-d.ts']) {
    expect(rulesBroken(`packages/log-schema/src/${name}`, "import { expectGolden } from '@logex/testing';")).toEqual([]);
  }
});

test('fails when a project other than infra-core imports cdktf or its AWS provider', () => {
  const text = "import { App } from 'cdktf';\nimport { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';";

  expect(rulesBroken('apps/deployer/src/a.ts', text)).toEqual(['1 sole-importer', '2 sole-importer']);
  expect(rulesBroken('packages/infra-core/src/a.test.ts', text)).toEqual([]);
});

test('fails when a package is imported that package.json does not declare', () => {
  expect(rulesBroken('packages/log-schema/src/a.ts', "import pino from 'pino';")).toEqual(['1 undeclared-dependency']);
});

test('fails when a relative import has no .ts extension', () => {
  expect(rulesBroken('packages/log-schema/src/a.ts', "import { b } from './b.js';")).toEqual(['1 relative-extension']);
});
