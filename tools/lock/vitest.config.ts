import { vitestProject } from '../../vitest.project.ts';

export default vitestProject('lock', import.meta.dirname);
