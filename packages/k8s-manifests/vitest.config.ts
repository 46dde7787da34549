import { vitestProject } from '../../vitest.project.ts';

export default vitestProject('k8s-manifests', import.meta.dirname);
