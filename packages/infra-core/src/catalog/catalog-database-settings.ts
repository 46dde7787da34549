/** What may be chosen about the metastore's database. */
export interface CatalogDatabaseSettings {
  /**
   * Schema that is created with the instance. Changing it replaces the database.
   * @default 'hive_metastore'
   */
  readonly databaseName?: string;
  /**
   * Administrator's name. Its password is made and rotated by Secrets Manager. Changing it replaces the database.
   * @default 'hive_admin'
   */
  readonly username?: string;
  /**
   * RDS instance class.
   * @default 'db.t4g.small'
   */
  readonly instanceClass?: string;
  /**
   * First size of the disk in GiB, 20 or more.
   * @default 20
   */
  readonly allocatedStorageGib?: number;
  /**
   * Size in GiB that the disk may grow to by itself.
   * @default five times `allocatedStorageGib`
   */
  readonly maxAllocatedStorageGib?: number;
  /**
   * MySQL release line: `'8.4'`, or `'8.0'`, which is in paid extended support since 2026-07-31.
   * @default '8.4'
   */
  readonly engineVersion?: '8.0' | '8.4';
  /**
   * Days that automatic backups are kept, 1 to 35.
   * @default 7
   */
  readonly backupRetentionDays?: number;
  /**
   * Name of the snapshot that destroying takes; RDS refuses a name that was used before, so give a new one to each destroy.
   * @default `<project>-metastore-final`
   */
  readonly finalSnapshotId?: string;
}
