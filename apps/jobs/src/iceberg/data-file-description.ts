import type { DataFile } from './data-file.ts';
import { parquetNotFitting } from './errors.ts';
import type { IcebergTable } from './iceberg-table.ts';
import type { NestedField } from './iceberg-schema.ts';
import { tablePartitionKeys } from './manifest.ts';
import { metricsModeOf, type MetricsMode } from './metrics-mode.ts';
import { holdsType, parquetColumn, type ParquetColumn, topLevelElements } from './parquet-column.ts';
import { type ParquetFooter, readParquetFooter } from './parquet-footer.ts';
import { type PartitionValues, partitionValueOf } from './partition-spec.ts';
import { type BoundedType, isBoundedType, type RawValue, singleValueBytes } from './single-value.ts';
import { truncatedLower, truncatedUpper } from './string-bound.ts';
import { currentSchema } from './table-metadata.ts';

/** What {@link describeParquet} cannot see in the file. */
export interface DescribeOptions {
  /**
   * Sort order of the table that the rows follow.
   * @default unknown
   */
  readonly sortOrderId?: number;
}

interface DescribedColumn {
  readonly field: NestedField;
  readonly column: ParquetColumn;
  readonly mode: MetricsMode;
}

/**
 * A data file of the table as the file's own footer tells it: rows, sizes, counts, bounds (spec: Manifests, `data_file`)
 * and the partition, which must be one for all rows. Counts and bounds are those of top-level primitive columns and obey
 * the table properties `write.metadata.metrics.*`.
 *
 * @throws LogexError `iceberg/parquet-not-fitting` for a file with another schema, with more than one partition, or unreadable.
 */
export async function describeParquet(path: string, table: IcebergTable, options: DescribeOptions = {}): Promise<DataFile> {
  const { metadata } = table;
  const footer = await readParquetFooter(path);
  const columns = matchedColumns(path, footer, table);
  const counted = columns.filter(({ mode }) => mode.counts);
  return {
    filePath: path,
    fileFormat: 'PARQUET',
    partition: partitionOf(path, columns, table),
    recordCount: Number(footer.metadata.num_rows),
    fileSizeInBytes: footer.size,
    columnSizes: new Map(columns.map(({ field, column }) => [field.id, column.size])),
    valueCounts: new Map(counted.map(({ field, column }) => [field.id, column.values])),
    nullValueCounts: new Map(counted.flatMap(({ field, column }) => (column.nulls === undefined ? [] : [[field.id, column.nulls] as const]))),
    lowerBounds: new Map(columns.flatMap((described) => bound(described, lowerBound))),
    upperBounds: new Map(columns.flatMap((described) => bound(described, upperBound))),
    splitOffsets: splitOffsets(footer),
    sortOrderId: options.sortOrderId ?? (metadata['default-sort-order-id'] === 0 ? 0 : undefined),
  };
}

function matchedColumns(path: string, footer: ParquetFooter, table: IcebergTable): DescribedColumn[] {
  const properties = table.metadata.properties ?? {};
  const fields = currentSchema(table.metadata).fields;
  const elements = topLevelElements(footer.metadata);
  const stray = elements.find((element) => !fields.some((field) => field.id === element.field_id));
  if (stray) throw parquetNotFitting(path, `column '${stray.name}' has field id ${stray.field_id ?? 'none'}, which the table lacks`);
  return fields.flatMap((field) => {
    const element = elements.find((candidate) => candidate.field_id === field.id);
    if (!element) {
      if (field.required) throw parquetNotFitting(path, `required column '${field.name}' with field id ${field.id} is not in it`);
      return [];
    }
    if (typeof field.type !== 'string') return [];
    if (!holdsType(element, field.type)) throw parquetNotFitting(path, `column '${field.name}' is ${element.type ?? 'nested'}, not ${field.type}`);
    const column = parquetColumn(footer.metadata, element, field.type);
    if (field.required && column.nulls !== undefined && column.nulls > 0) {
      throw parquetNotFitting(path, `required column '${field.name}' holds ${column.nulls} nulls`);
    }
    return { field, column, mode: metricsModeOf(properties, field.name) };
  });
}

function partitionOf(path: string, columns: readonly DescribedColumn[], table: IcebergTable): PartitionValues {
  const keys = tablePartitionKeys(table.metadata);
  const entries = keys.map(({ name, sourceId, type }) => {
    const column = columns.find(({ field }) => field.id === sourceId)?.column;
    if (!column || column.nulls === column.values) return [name, null] as const;
    const { range, nulls } = column;
    if (!range) throw parquetNotFitting(path, `partition column '${name}' has no statistics`);
    if (range.min !== range.max || nulls !== 0) {
      throw parquetNotFitting(path, `partition column '${name}' holds ${String(range.min)} to ${String(range.max)} and ${nulls ?? 'unknown'} nulls, not one value`);
    }
    return [name, partitionValueOf(type, range.min)] as const;
  });
  return Object.fromEntries(entries);
}

type BoundOf = (column: ParquetColumn, type: BoundedType, length: number) => RawValue | undefined;

function bound({ field, column, mode }: DescribedColumn, boundOf: BoundOf): [number, Uint8Array][] {
  if (mode.boundLength === 0 || !isBoundedType(field.type)) return [];
  const value = boundOf(column, field.type, mode.boundLength);
  return value === undefined ? [] : [[field.id, singleValueBytes(field.type, value)]];
}

const lowerBound: BoundOf = ({ range }, type, length) => {
  if (range === undefined) return undefined;
  if (typeof range.min === 'string') return truncatedLower(range.min, length);
  return isFloating(type) && range.min === 0 ? -0 : range.min;
};

const upperBound: BoundOf = ({ range }, type, length) => {
  if (range === undefined) return undefined;
  if (typeof range.max === 'string') return truncatedUpper(range.max, length);
  return isFloating(type) && range.max === 0 ? 0 : range.max;
};

/** Parquet does not tell -0 from 0 in a range; Iceberg orders -0 first, so a zero bound is widened. */
const isFloating = (type: BoundedType): boolean => type === 'float' || type === 'double';

function splitOffsets({ metadata }: ParquetFooter): number[] {
  return metadata.row_groups.flatMap((group) => {
    const chunk = group.columns[0]?.meta_data;
    if (!chunk) return [];
    const page = Number(chunk.data_page_offset);
    const dictionary = Number(chunk.dictionary_page_offset ?? 0);
    return dictionary > 0 ? Math.min(dictionary, page) : page;
  });
}
