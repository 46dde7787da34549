import { missingPackages, type LockEntry, type LockFile } from './lock-file.ts';

/**
 * `lock` with an entry for every missing optional dependency: version, platform, no integrity.
 *
 * @throws Error when a platform cannot be read from the package name (`…-<os>-<cpu>[-gnu|-musl]`) or the version is a range.
 */
export function completeLock<T extends LockFile>(lock: T): T {
  const added = missingPackages(lock).map(({ name, version }) => [`node_modules/${name}`, platformEntry(name, version)] as const);
  if (added.length === 0) return lock;
  const [root, ...rest] = Object.entries(lock.packages);
  const packages = [...rest, ...added].toSorted(([a], [b]) => a.localeCompare(b, 'en'));
  return { ...lock, packages: Object.fromEntries(root === undefined ? packages : [root, ...packages]) };
}

function platformEntry(name: string, version: string): LockEntry {
  const match = /-(?<os>darwin|linux|win32)-(?<cpu>arm64|x64)(?:-(?<libc>gnu|musl))?$/u.exec(name);
  if (match?.groups === undefined || !/^\d/u.test(version)) {
    throw new Error(`cannot complete the lock with ${name}@${version}: the name must end in a platform and the version be exact`);
  }
  const { os, cpu, libc } = match.groups;
  return {
    version,
    cpu: [String(cpu)],
    ...(libc !== undefined && { libc: [libc === 'gnu' ? 'glibc' : 'musl'] }),
    optional: true,
    os: [String(os)],
  };
}
