import { featureNotSupported } from './errors.ts';
import type { IcebergSchema } from './iceberg-schema.ts';
import { dateOfDays, daysOfDate, isPartitionType, type PartitionType, type RawValue } from './single-value.ts';

/** How rows are divided into files (spec: Partition Specs). */
export interface PartitionSpec {
  readonly 'spec-id': number;
  readonly fields: readonly PartitionField[];
}

/** One key of a partition spec; ids begin at 1000. */
export interface PartitionField {
  readonly name: string;
  readonly transform: string;
  readonly 'source-id': number;
  readonly 'field-id': number;
}

/** A partition key's value: date is `YYYY-MM-DD`, int is number, long and timestamps (microseconds) are bigint. */
export type PartitionValue = string | number | bigint | null;

/** The partition of a data file, by name of the partition field; `{}` in an unpartitioned table. */
export type PartitionValues = Readonly<Record<string, PartitionValue>>;

/** A partition field together with the type of its value. */
export interface PartitionKey {
  readonly name: string;
  readonly fieldId: number;
  readonly sourceId: number;
  readonly type: PartitionType;
}

const avroName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * The typed keys of a spec, in its order.
 *
 * @throws LogexError `iceberg/feature-not-supported` for a transform other than identity, for a source column that is no
 * top-level date, string, int, long or timestamp, and for a name that Avro does not allow.
 */
export function partitionKeys(spec: PartitionSpec, schema: IcebergSchema, location: string): PartitionKey[] {
  return spec.fields.map((field) => {
    const type = schema.fields.find((column) => column.id === field['source-id'])?.type;
    const feature = `partition field '${field.name}' with transform ${field.transform} of ${JSON.stringify(type ?? 'an unknown column')}`;
    if (field.transform !== 'identity' || !isPartitionType(type) || !avroName.test(field.name)) {
      throw featureNotSupported(location, feature, 'identity of a date, string, int, long or timestamp column can be committed');
    }
    return { name: field.name, fieldId: field['field-id'], sourceId: field['source-id'], type };
  });
}

/** A partition value as the spec stores it: a date as days since 1970-01-01, the rest unchanged. */
export function rawPartitionValue(type: PartitionType, value: PartitionValue): RawValue | null {
  return type === 'date' && typeof value === 'string' ? daysOfDate(value) : value;
}

/** A stored partition value as callers see it: a date as `YYYY-MM-DD`. */
export function partitionValueOf(type: PartitionType, raw: RawValue | null): PartitionValue {
  if (type === 'date' && typeof raw === 'number') return dateOfDays(raw);
  return raw as PartitionValue;
}

/** One text for a partition, equal for equal partitions only. */
export function partitionIdentity(partition: PartitionValues): string {
  const entries = Object.entries(partition).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(entries.map(([name, value]) => [name, typeof value, String(value)]));
}

/** The folder of a partition below `data/`, such as `partition_date=2025-08-25`; empty for an unpartitioned table. */
export function partitionFolder(keys: readonly PartitionKey[], partition: PartitionValues): string {
  return keys.map(({ name }) => `${name}=${encodeURIComponent(String(partition[name] ?? 'null')).replaceAll('.', '%2E')}`).join('/');
}
