import { vitestProject } from '../../vitest.project.ts';

export default vitestProject('aws-checks', import.meta.dirname);
