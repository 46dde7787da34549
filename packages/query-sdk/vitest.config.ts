import { vitestProject } from '../../vitest.project.ts';

export default vitestProject('query-sdk', import.meta.dirname);
