import { vitestProject } from '../../vitest.project.ts';

export default vitestProject('infra-core', import.meta.dirname);
