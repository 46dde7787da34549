import { defineProject, mergeConfig } from 'vitest/config';
import { vitestProject } from '../vitest.project.ts';

export default mergeConfig(vitestProject('examples', import.meta.dirname), defineProject({ test: { include: ['*/*.itest.ts'] } }));
