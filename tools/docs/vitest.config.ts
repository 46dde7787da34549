import { vitestProject } from '../../vitest.project.ts';

export default vitestProject('docs', import.meta.dirname);
