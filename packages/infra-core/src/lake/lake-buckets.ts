import { Construct } from 'constructs';
import { PlatformKey } from '../encryption/platform-key.ts';
import { textNotAllowed } from '../errors.ts';
import { physicalName } from '../naming.ts';
import type { Removal, StatefulPart } from '../removal.ts';
import { checkPrefix, LakeBucket } from './lake-bucket.ts';
import type { LakeSettings } from './lake-settings.ts';
import { housekeepingRules, rawAgeingRules } from './lifecycle-rules.ts';

/** What the buckets are made from. */
export interface LakeBucketsProps extends LakeSettings {
  readonly projectName: string;
  readonly accountId: string;
  readonly partition: string;
  /**
   * Whether each stateful resource may be destroyed, by id: `raw`, `iceberg`, `key`.
   * @default 'guard' for all
   */
  readonly removal?: (id: string) => Removal;
}

/** The bucket that raw log files land in, and the bucket of the Iceberg warehouse. */
export class LakeBuckets extends Construct {
  readonly raw: LakeBucket;
  readonly iceberg: LakeBucket;
  /** Folder of raw files that jobs read, ending in `/`. */
  readonly rawPrefix: string;
  /** Folder of the warehouse, ending in `/`. */
  readonly warehousePrefix: string;
  readonly stateful: readonly StatefulPart[];

  constructor(scope: Construct, id: string, props: LakeBucketsProps) {
    super(scope, id);
    const { projectName, accountId, partition, oldVersionDays = 30 } = props;
    this.rawPrefix = checkPrefix('lake.rawPrefix', props.rawPrefix ?? 'logs/');
    this.warehousePrefix = checkPrefix('lake.warehousePrefix', props.warehousePrefix ?? 'warehouse/');
    const removal = props.removal ?? ((): Removal => 'guard');
    const key =
      props.encryption === 'kms'
        ? new PlatformKey(this, 'key', {
            projectName,
            name: 'lake',
            component: 'lake',
            protects: 'objects of the raw and Iceberg buckets',
            accountId,
            partition,
            removal: removal('key'),
          })
        : undefined;
    const housekeeping = housekeepingRules(oldVersionDays);
    this.raw = new LakeBucket(this, 'raw', {
      bucketName: checkBucketName('lake.rawBucketName', props.rawBucketName) ?? `${physicalName(projectName, 'raw')}-${accountId}`,
      component: 'lake',
      holds: 'raw log files',
      keyArn: key?.arn,
      lifecycle: [...housekeeping, ...rawAgeingRules(this.rawPrefix, props)],
      removal: removal('raw'),
    });
    this.iceberg = new LakeBucket(this, 'iceberg', {
      bucketName: checkBucketName('lake.icebergBucketName', props.icebergBucketName) ?? `${physicalName(projectName, 'iceberg')}-${accountId}`,
      component: 'lake',
      holds: 'all Iceberg tables',
      keyArn: key?.arn,
      lifecycle: housekeeping,
      removal: removal('iceberg'),
    });
    this.stateful = [...this.raw.stateful, ...this.iceberg.stateful, ...(key?.stateful ?? [])];
  }
}

function checkBucketName(setting: string, name: string | undefined): string | undefined {
  if (name === undefined || /^(?=.{3,63}$)[a-z0-9](?:[a-z0-9]|-(?!-))*[a-z0-9]$/u.test(name)) return name;
  throw textNotAllowed(setting, name, '3 to 63 lower-case letters, digits and single dashes', 'dots are refused too: they break TLS host names');
}
