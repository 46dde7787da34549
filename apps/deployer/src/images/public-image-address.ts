/** Where a public image is. */
export interface ImageAddress {
  /** Host that answers for the registry. */
  readonly host: string;
  readonly repository: string;
  readonly tag: string;
}

/** The parts of a reference `registry/name:tag`. Docker Hub answers under another host than its name. */
export function imageAddress(reference: string): ImageAddress {
  const [, registry = '', repository = '', tag = ''] = /^([^/]+)\/(.+):([^:]+)$/u.exec(reference) ?? [];
  return { host: registry === 'docker.io' ? 'registry-1.docker.io' : registry, repository, tag };
}
