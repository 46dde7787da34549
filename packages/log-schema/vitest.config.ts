import { vitestProject } from '../../vitest.project.ts';

export default vitestProject('log-schema', import.meta.dirname);
