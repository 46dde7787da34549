/** Encryption at rest: keys of S3 (AES-256), or a KMS key of this account. */
export type LakeEncryption = 'aes256' | 'kms';

/** What may be chosen about the buckets. */
export interface LakeSettings {
  /**
   * Name of the bucket for raw log files. Changing it replaces the bucket.
   * @default `<project>-raw-<account>`
   */
  readonly rawBucketName?: string;
  /**
   * Name of the bucket for the Iceberg warehouse. Changing it replaces the bucket.
   * @default `<project>-iceberg-<account>`
   */
  readonly icebergBucketName?: string;
  /**
   * Folder of the raw bucket that jobs read, ending in `/`. Grants are cut to it.
   * @default 'logs/'
   */
  readonly rawPrefix?: string;
  /**
   * Folder of the Iceberg bucket that holds the warehouse, ending in `/`. Grants are cut to it.
   * @default 'warehouse/'
   */
  readonly warehousePrefix?: string;
  /**
   * Encryption of both buckets.
   * @default 'aes256'
   */
  readonly encryption?: LakeEncryption;
  /**
   * Days after which raw files move to Infrequent Access, 30 or more.
   * @default 30
   */
  readonly rawInfrequentAccessAfterDays?: number;
  /**
   * Days after which raw files move to Glacier Instant Retrieval; at least 30 after Infrequent Access.
   * @default never
   */
  readonly rawArchiveAfterDays?: number;
  /**
   * Days after which raw files are deleted; later than any move.
   * @default never
   */
  readonly rawExpireAfterDays?: number;
  /**
   * Days that overwritten or deleted objects can be brought back.
   * @default 30
   */
  readonly oldVersionDays?: number;
}
