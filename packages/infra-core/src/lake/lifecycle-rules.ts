import { checkWhole } from '../validations.ts';
import type { LifecycleRule } from './lake-bucket.ts';
import type { LakeSettings } from './lake-settings.ts';

const uploadDays = 7;

/** Housekeeping of every bucket: incomplete uploads are aborted after a week, old versions and their markers expire. */
export function housekeepingRules(oldVersionDays: number): readonly LifecycleRule[] {
  checkWhole('lake.oldVersionDays', oldVersionDays, 1, 3650, 'old versions are kept for at least a day');
  return [
    { id: 'abort-incomplete-uploads', status: 'Enabled', filter: [{ prefix: '' }], abortIncompleteMultipartUpload: [{ daysAfterInitiation: uploadDays }] },
    {
      id: 'expire-old-versions',
      status: 'Enabled',
      filter: [{ prefix: '' }],
      noncurrentVersionExpiration: [{ noncurrentDays: oldVersionDays }],
      expiration: [{ expiredObjectDeleteMarker: true }],
    },
  ];
}

/**
 * Ageing of raw files below `prefix`. The Iceberg bucket has no such rule: a table reads its metadata for ever, and snapshot
 * expiry deletes files by itself.
 *
 * @throws LogexError `infra/number-not-allowed` for steps that S3 refuses.
 */
export function rawAgeingRules(prefix: string, settings: LakeSettings): readonly LifecycleRule[] {
  const { rawInfrequentAccessAfterDays: cool = 30, rawArchiveAfterDays: archive, rawExpireAfterDays: expire } = settings;
  checkWhole('lake.rawInfrequentAccessAfterDays', cool, 30, 3650, 'S3 moves nothing to Infrequent Access before 30 days');
  if (archive !== undefined) {
    checkWhole('lake.rawArchiveAfterDays', archive, cool + 30, 3650, `Infrequent Access is paid for 30 days, and it begins on day ${cool}`);
  }
  if (expire !== undefined) {
    checkWhole('lake.rawExpireAfterDays', expire, (archive ?? cool) + 1, 36_500, 'files cannot be deleted before their last move');
  }
  return [
    {
      id: 'age-raw-logs',
      status: 'Enabled',
      filter: [{ prefix }],
      transition: [
        { days: cool, storageClass: 'STANDARD_IA' },
        ...(archive === undefined ? [] : [{ days: archive, storageClass: 'GLACIER_IR' }]),
      ],
      ...(expire !== undefined && { expiration: [{ days: expire }] }),
    },
  ];
}
