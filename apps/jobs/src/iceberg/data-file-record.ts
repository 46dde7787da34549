import type { BoundsById, CountsById, DataFile } from './data-file.ts';
import { type PartitionKey, partitionValueOf, rawPartitionValue } from './partition-spec.ts';
import type { RawValue } from './single-value.ts';

type Pairs<Value> = readonly { readonly key: number; readonly value: Value }[] | null;

/** A `data_file` record as Avro decodes it, named by the spec. */
export interface DataFileRecord {
  readonly content?: number;
  readonly file_path: string;
  readonly file_format: string;
  readonly partition: Readonly<Record<string, RawValue | null>>;
  readonly record_count: bigint;
  readonly file_size_in_bytes: bigint;
  readonly column_sizes: Pairs<bigint>;
  readonly value_counts: Pairs<bigint>;
  readonly null_value_counts: Pairs<bigint>;
  readonly nan_value_counts: Pairs<bigint>;
  readonly lower_bounds: Pairs<Buffer>;
  readonly upper_bounds: Pairs<Buffer>;
  readonly key_metadata: Buffer | null;
  readonly split_offsets: readonly bigint[] | null;
  readonly equality_ids: readonly number[] | null;
  readonly sort_order_id: number | null;
}

/** The Avro record of a data file. */
export function dataFileRecord(file: DataFile, keys: readonly PartitionKey[]): DataFileRecord {
  const partition = keys.map(({ name, type }) => [name, rawPartitionValue(type, file.partition[name] ?? null)] as const);
  return {
    content: 0,
    file_path: file.filePath,
    file_format: file.fileFormat,
    partition: Object.fromEntries(partition),
    record_count: BigInt(file.recordCount),
    file_size_in_bytes: BigInt(file.fileSizeInBytes),
    column_sizes: countPairs(file.columnSizes),
    value_counts: countPairs(file.valueCounts),
    null_value_counts: countPairs(file.nullValueCounts),
    nan_value_counts: countPairs(file.nanValueCounts),
    lower_bounds: boundPairs(file.lowerBounds),
    upper_bounds: boundPairs(file.upperBounds),
    key_metadata: file.keyMetadata ? Buffer.from(file.keyMetadata) : null,
    split_offsets: file.splitOffsets?.map(BigInt) ?? null,
    equality_ids: null,
    sort_order_id: file.sortOrderId ?? null,
  };
}

/** The data file of an Avro record. */
export function dataFileOf(record: DataFileRecord, keys: readonly PartitionKey[]): DataFile {
  const partition = keys.map(({ name, type }) => [name, partitionValueOf(type, record.partition[name] ?? null)] as const);
  return {
    filePath: record.file_path,
    fileFormat: record.file_format,
    partition: Object.fromEntries(partition),
    recordCount: Number(record.record_count),
    fileSizeInBytes: Number(record.file_size_in_bytes),
    columnSizes: counts(record.column_sizes),
    valueCounts: counts(record.value_counts),
    nullValueCounts: counts(record.null_value_counts),
    nanValueCounts: counts(record.nan_value_counts),
    lowerBounds: bounds(record.lower_bounds),
    upperBounds: bounds(record.upper_bounds),
    keyMetadata: record.key_metadata ?? undefined,
    splitOffsets: record.split_offsets?.map(Number),
    sortOrderId: record.sort_order_id ?? undefined,
  };
}

function countPairs(map: CountsById | undefined): Pairs<bigint> {
  return map ? [...map].map(([key, value]) => ({ key, value: BigInt(value) })) : null;
}

function boundPairs(map: BoundsById | undefined): Pairs<Buffer> {
  return map ? [...map].map(([key, value]) => ({ key, value: Buffer.from(value) })) : null;
}

function counts(pairs: Pairs<bigint> | undefined): CountsById | undefined {
  return pairs ? new Map(pairs.map(({ key, value }) => [key, Number(value)])) : undefined;
}

function bounds(pairs: Pairs<Buffer> | undefined): BoundsById | undefined {
  return pairs ? new Map(pairs.map(({ key, value }) => [key, value])) : undefined;
}
