import { vitestProject } from '../../vitest.project.ts';

// The AWS SDK's `module` entry is for bundlers: Node cannot resolve its imports.
const conditions = ['@logex/source', 'node', 'default'];

export default { ...vitestProject('deployer', import.meta.dirname), resolve: { conditions }, ssr: { resolve: { conditions } } };
