/** The parts of a `package-lock.json` (version 3) that completeness depends on. */
export interface LockFile {
  /** Entries by install path; `''` is the root, workspaces stand under their folder. */
  readonly packages: Readonly<Record<string, LockEntry>>;
}

/** One package in the lock. */
export interface LockEntry {
  readonly version?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly optional?: boolean;
  /** Comes inside the tarball of the package that it is nested in; npm installs nothing for it. */
  readonly inBundle?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** An optional dependency that no entry of the lock satisfies. */
export interface MissingPackage {
  /** Package name. */
  readonly name: string;
  /** Version that the parent asks for. */
  readonly version: string;
}

/**
 * Optional dependencies without an entry, in order of appearance; `npm ci` refuses a lock that has any.
 *
 * npm leaves them out when the registry lacks the package for another platform.
 */
export function missingPackages({ packages }: LockFile): MissingPackage[] {
  return Object.entries(packages).flatMap(([path, { inBundle, optionalDependencies = {} }]) =>
    Object.entries(inBundle === true ? {} : optionalDependencies)
      .filter(([name]) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages))
      .map(([name, version]) => ({ name, version })),
  );
}

/** Entries whose `resolved` names a host; a lock without any installs from whatever registry npm is set to. */
export function entriesWithHost({ packages }: LockFile): string[] {
  return Object.entries(packages)
    .filter(([, { resolved }]) => resolved?.includes('://') === true)
    .map(([path]) => path);
}
