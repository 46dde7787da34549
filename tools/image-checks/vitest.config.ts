import { vitestProject } from '../../vitest.project.ts';

export default vitestProject('image-checks', import.meta.dirname);
