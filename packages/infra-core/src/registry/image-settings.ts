/** A public image that the cluster pulls from a repository of ours. */
export interface MirroredImage {
  /** Repository below `<project>/mirror/`, such as `cluster-autoscaler`. */
  readonly name: string;
  /** Where it is copied from, without tag or digest. */
  readonly upstream: string;
}

/** What may be chosen about image repositories. */
export interface ImageSettings {
  /**
   * Images that this project builds, as repositories below `<project>/`.
   * @default ['spark', 'hive-metastore']
   */
  readonly built?: readonly string[];
  /**
   * Public images that the cluster pulls.
   * @default {@link defaultMirroredImages}
   */
  readonly mirrored?: readonly MirroredImage[];
  /**
   * Tagged images that a repository keeps; older ones expire.
   * @default 50
   */
  readonly keepImages?: number;
}
