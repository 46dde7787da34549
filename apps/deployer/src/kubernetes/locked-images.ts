import type { FoundationOutputs } from '@logex/infra-core';
import type { ImageLock, LockedImage } from '@logex/k8s-manifests';
import { imageNotPinned } from '../errors.ts';

/** What the lock list is made from. */
export interface LockedImagesRequest {
  readonly outputs: FoundationOutputs;
  readonly digests: Readonly<Record<string, string>>;
  /** Public repository by name of a mirrored image. */
  readonly upstreams: Readonly<Record<string, string>>;
  /** Image of the metastore in place of the project's own. */
  readonly hiveMetastoreImage: string | null;
  readonly unknownDigest: 'fail' | 'placeholder';
}

/** The images that pods may run: the repositories of phase 1, each with its digest where that is known. That of Spark has two images. */
export function lockedImages({ outputs, digests, upstreams, hiveMetastoreImage, unknownDigest }: LockedImagesRequest): ImageLock {
  const locked = (repositories: Readonly<Record<string, string>>): (readonly [string, LockedImage])[] =>
    Object.entries(repositories).map(([name, repository]) => {
      const upstream = upstreams[name];
      return [name, { repository, digest: digests[name] ?? null, ...(upstream === undefined ? {} : { upstream }) }];
    });
  const { spark, ...built } = outputs.images.built;
  const sparkTargets = spark === undefined ? {} : { 'spark-ingest': spark, 'spark-aggregate': spark };
  const images = Object.fromEntries([...locked({ ...sparkTargets, ...built }), ...locked(outputs.images.mirrored)]);
  if (hiveMetastoreImage === null) return { images, unknownDigest };
  const [repository = '', digest] = hiveMetastoreImage.split('@');
  if (digest === undefined && unknownDigest === 'fail') throw imageNotPinned('hive_metastore_image', hiveMetastoreImage);
  return { images: { ...images, 'hive-metastore': { repository: digest === undefined ? repository.replace(/:[^:/]*$/u, '') : repository, digest: digest ?? null } }, unknownDigest };
}
