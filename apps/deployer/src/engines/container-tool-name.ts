/** Programs that build and push images, the preferred ones first. */
export const containerTools = ['docker', 'podman', 'buildah'] as const;

/** Name of such a program. */
export type ContainerTool = (typeof containerTools)[number];
