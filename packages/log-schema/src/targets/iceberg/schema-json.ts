import type { AnyTable } from '../../define-table.ts';
import type { IcebergType } from '../../types/logical-type.ts';

/** One field of an Iceberg schema. */
export interface IcebergField {
  readonly id: number;
  readonly name: string;
  readonly required: boolean;
  readonly type: IcebergType;
  readonly doc: string;
}

/** An Iceberg schema as it stands in table metadata. Source: Iceberg specification, appendix C. */
export interface IcebergSchemaJson {
  readonly type: 'struct';
  readonly 'schema-id': number;
  readonly fields: readonly IcebergField[];
}

/** One field of a partition spec. */
export interface IcebergPartitionField {
  readonly name: string;
  readonly transform: 'identity';
  readonly 'source-id': number;
  readonly 'field-id': number;
}

/** A partition spec as it stands in table metadata. */
export interface IcebergPartitionSpecJson {
  readonly 'spec-id': number;
  readonly fields: readonly IcebergPartitionField[];
}

/** A sort order as it stands in table metadata; order 0 is unsorted. */
export interface IcebergSortOrderJson {
  readonly 'order-id': number;
  readonly fields: readonly {
    readonly transform: 'identity';
    readonly 'source-id': number;
    readonly direction: 'asc';
    readonly 'null-order': 'nulls-first';
  }[];
}

/** First id of partition fields, as the specification reserves them. */
export const firstPartitionFieldId = 1000;

const fieldId = (table: AnyTable, name: string): number => table.columns[name]?.id ?? 0;

/** Schema of a table with the field ids, nullability and doc of its definition. */
export function icebergSchema(table: AnyTable): IcebergSchemaJson {
  return {
    type: 'struct',
    'schema-id': 0,
    fields: Object.entries(table.columns).map(([name, column]) => ({
      id: column.id,
      name,
      required: !column.nullable,
      type: column.type.iceberg(column.nestedIds),
      doc: column.doc,
    })),
  };
}

/** Partition spec 0 of a table: its partition columns as they are. */
export function icebergPartitionSpec(table: AnyTable): IcebergPartitionSpecJson {
  return {
    'spec-id': 0,
    fields: table.partitionBy.map((name, index) => ({
      name,
      transform: 'identity',
      'source-id': fieldId(table, name),
      'field-id': firstPartitionFieldId + index,
    })),
  };
}

/** Sort order of a table: number 1 where it has one, the unsorted order 0 otherwise. */
export function icebergSortOrder(table: AnyTable): IcebergSortOrderJson {
  return {
    'order-id': table.sortBy.length > 0 ? 1 : 0,
    fields: table.sortBy.map((name) => ({
      transform: 'identity',
      'source-id': fieldId(table, name),
      direction: 'asc',
      'null-order': 'nulls-first',
    })),
  };
}
