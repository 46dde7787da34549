import { type AvroField, type AvroJson, intMap, list, optional, required } from './avro-field.ts';
import type { PartitionKey } from './partition-spec.ts';

const partitionAvroTypes: Readonly<Record<PartitionKey['type'], AvroJson>> = {
  date: { type: 'int', logicalType: 'date' },
  int: 'int',
  long: 'long',
  string: 'string',
  timestamp: { type: 'long', logicalType: 'timestamp-micros', 'adjust-to-utc': false },
  timestamptz: { type: 'long', logicalType: 'timestamp-micros', 'adjust-to-utc': true },
};

/** The Avro schema of a manifest's entries, format version 2 (spec: Manifests, `manifest_entry` and `data_file`). */
export function manifestEntrySchema(keys: readonly PartitionKey[]): AvroJson {
  return {
    type: 'record',
    name: 'manifest_entry',
    fields: [
      required(0, 'status', 'int'),
      optional(1, 'snapshot_id', 'long'),
      optional(3, 'sequence_number', 'long'),
      optional(4, 'file_sequence_number', 'long'),
      required(2, 'data_file', { type: 'record', name: 'r2', fields: dataFileFields(keys) }),
    ],
  };
}

function dataFileFields(keys: readonly PartitionKey[]): AvroField[] {
  const partition = keys.map((key) => optional(key.fieldId, key.name, partitionAvroTypes[key.type]));
  return [
    required(134, 'content', 'int'),
    required(100, 'file_path', 'string'),
    required(101, 'file_format', 'string'),
    required(102, 'partition', { type: 'record', name: 'r102', fields: partition }),
    required(103, 'record_count', 'long'),
    required(104, 'file_size_in_bytes', 'long'),
    optional(108, 'column_sizes', intMap(117, 118, 'long')),
    optional(109, 'value_counts', intMap(119, 120, 'long')),
    optional(110, 'null_value_counts', intMap(121, 122, 'long')),
    optional(137, 'nan_value_counts', intMap(138, 139, 'long')),
    optional(125, 'lower_bounds', intMap(126, 127, 'bytes')),
    optional(128, 'upper_bounds', intMap(129, 130, 'bytes')),
    optional(131, 'key_metadata', 'bytes'),
    optional(132, 'split_offsets', list(133, 'long')),
    optional(135, 'equality_ids', list(136, 'int')),
    optional(140, 'sort_order_id', 'int'),
  ];
}
