/** An image that this project builds. */
export interface BuiltImage {
  /** Target of the Dockerfile, and name in the list of digests. */
  readonly name: string;
  /** Folder below `images/`, with a Dockerfile. */
  readonly folder: string;
  /** Repository below the project's. */
  readonly repository: string;
}

/** The images that this project builds. The two of Spark lie in one repository, told apart by the beginning of their tags. */
export const builtImages: readonly BuiltImage[] = [
  { name: 'hive-metastore', folder: 'hive-metastore', repository: 'hive-metastore' },
  { name: 'spark-ingest', folder: 'spark', repository: 'spark' },
  { name: 'spark-aggregate', folder: 'spark', repository: 'spark' },
];

/** Repository of an image that is built. */
export const builtRepository = (project: string, { repository }: BuiltImage): string => `${project}/${repository}`;

/** Repository of a copy of a public image. */
export const mirroredRepository = (project: string, name: string): string => `${project}/mirror/${name}`;
