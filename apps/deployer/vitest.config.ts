import { vitestProject } from '../../vitest.project.ts';

// The AWS SDK's `module` entry is for bundlers: Node cannot resolve its imports.
const conditions = ['@logex/source', 'node', 'default'];

const project = vitestProject('deployer', import.meta.dirname);

// Real runs of Terraform share their machine with other tests.
export default { ...project, test: { ...project.test, testTimeout: 180_000 }, resolve: { conditions }, ssr: { resolve: { conditions } } };
