import { vitestProject } from '../../vitest.project.ts';

export default vitestProject('testing', import.meta.dirname);
