import { vitestProject } from '../../vitest.project.ts';

const project = vitestProject('query-sdk', import.meta.dirname);
// Without the condition `module`: packages of OpenTelemetry have modules under it that only a bundler can load.
const conditions = ['@logex/source', 'node', 'default'];

export default { ...project, resolve: { conditions }, ssr: { resolve: { conditions } } };
