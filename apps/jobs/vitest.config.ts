import { vitestProject } from '../../vitest.project.ts';

export default vitestProject('jobs', import.meta.dirname);
