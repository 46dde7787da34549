import { digestNotAllowed, digestUnknown, imageNotLocked } from '../errors.ts';

/** An image that pods may run. */
export interface LockedImage {
  /** Where it is pulled from: a repository of ours, without tag and digest. */
  readonly repository: string;
  /** `sha256:` and 64 digits, or null where nobody has built or mirrored it yet. */
  readonly digest: string | null;
  /** Public repository that it is a copy of; charts name it so. */
  readonly upstream?: string;
}

/** The only images that pods may run, by name. */
export interface ImageLock {
  readonly images: Readonly<Record<string, LockedImage>>;
  /**
   * What happens to an image without a digest: an error, or a digest of zeros that no registry has. The second is for dry runs.
   * @default 'fail'
   */
  readonly unknownDigest?: 'fail' | 'placeholder';
}

/** Digest that stands for one that is not known. */
export const placeholderDigest = `sha256:${'0'.repeat(64)}`;

/**
 * Reference of an image, by digest.
 *
 * @throws LogexError `k8s/image-not-locked`, `k8s/digest-unknown` or `k8s/digest-not-allowed` (usage).
 */
export function imageReference(lock: ImageLock, name: string): string {
  const image = lock.images[name];
  if (image === undefined) throw imageNotLocked(name, Object.keys(lock.images));
  return `${image.repository}@${digestOf(lock, name, image)}`;
}

/**
 * Reference of the copy in our registry of an image that a chart names, whatever tag or digest it has there.
 *
 * @throws LogexError `k8s/image-not-locked` (usage) where no image of the list is a copy of it.
 */
export function mirroredReference(lock: ImageLock, upstream: string): string {
  const repository = upstream.replace(/@.*$/u, '').replace(/:[^:/]*$/u, '');
  const found = Object.entries(lock.images).find(([, image]) => image.upstream === repository || image.repository === repository);
  if (found === undefined) throw imageNotLocked(upstream, Object.values(lock.images).flatMap((image) => image.upstream ?? []));
  return imageReference(lock, found[0]);
}

/** Names of the images without a digest. */
export function unknownDigests(lock: ImageLock): readonly string[] {
  return Object.entries(lock.images).filter(([, { digest }]) => digest === null).map(([name]) => name);
}

function digestOf({ unknownDigest = 'fail' }: ImageLock, name: string, { repository, digest }: LockedImage): string {
  if (digest === null) {
    if (unknownDigest === 'placeholder') return placeholderDigest;
    throw digestUnknown(name, repository);
  }
  if (!/^sha256:[0-9a-f]{64}$/u.test(digest)) throw digestNotAllowed(name, digest);
  return digest;
}
