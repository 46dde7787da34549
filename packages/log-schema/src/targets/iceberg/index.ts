export {
  icebergPartitionSpec,
  icebergSchema,
  icebergSortOrder,
  type IcebergField,
  type IcebergPartitionField,
  type IcebergPartitionSpecJson,
  type IcebergSchemaJson,
  type IcebergSortOrderJson,
} from './schema-json.ts';
