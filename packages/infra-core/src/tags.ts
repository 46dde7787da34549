/** Part of the foundation that a resource belongs to; also its `Component` tag. */
export type Component = 'network' | 'cluster' | 'lake' | 'catalog' | 'images' | 'workloads' | 'encryption' | 'state';

/** Tags that the provider puts on every resource. */
export function projectTags(projectName: string, extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { ...extra, Project: projectName, ManagedBy: 'logex' };
}

/** Tags of one resource: its name, and its component for cost reports. */
export function componentTags(component: Component, name: string): Record<string, string> {
  return { Name: name, Component: component };
}
