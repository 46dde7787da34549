import type { ColumnMetaData, FileMetaData, SchemaElement } from 'hyparquet';
import { type BoundedType, compareRaw, isBoundedType, type RawValue } from './single-value.ts';

/** A top-level primitive column of a Parquet file, its row groups added up. */
export interface ParquetColumn {
  readonly element: SchemaElement;
  /** Compressed bytes. */
  readonly size: number;
  readonly values: number;
  /** Undefined where the writer did not count. */
  readonly nulls: number | undefined;
  /** Least and greatest value as raw Iceberg values; undefined where unknown or where all values are null. */
  readonly range: ValueRange | undefined;
}

interface ValueRange {
  readonly min: RawValue;
  readonly max: RawValue;
}

/** Physical types that may stand for an Iceberg type; the narrower one where the spec promotes (int to long, float to double). */
const physicalTypes: Readonly<Record<string, readonly string[]>> = {
  boolean: ['BOOLEAN'],
  int: ['INT32'],
  date: ['INT32'],
  long: ['INT64', 'INT32'],
  timestamp: ['INT64'],
  timestamptz: ['INT64'],
  float: ['FLOAT'],
  double: ['DOUBLE', 'FLOAT'],
  string: ['BYTE_ARRAY'],
  binary: ['BYTE_ARRAY'],
};

/** Whether a Parquet column can be read as an Iceberg type. Types without a row in the table are left to the engine that wrote them. */
export function holdsType(element: SchemaElement, type: string): boolean {
  const allowed = physicalTypes[type];
  if (allowed && !allowed.includes(element.type ?? '')) return false;
  if (type === 'date') return element.converted_type === 'DATE' || element.logical_type?.type === 'DATE';
  if (type !== 'timestamp' && type !== 'timestamptz') return true;
  const logical = element.logical_type;
  const utc = logical?.type === 'TIMESTAMP' ? logical.isAdjustedToUTC : element.converted_type?.startsWith('TIMESTAMP') === true;
  return utc === (type === 'timestamptz');
}

/** The top-level fields of a Parquet schema, by Iceberg field id; fields without an id are left out. */
export function topLevelElements(metadata: FileMetaData): SchemaElement[] {
  const elements: SchemaElement[] = [];
  for (let index = 1; index < metadata.schema.length; index = endOf(metadata.schema, index)) {
    const element = metadata.schema[index];
    if (element) elements.push(element);
  }
  return elements;
}

function endOf(schema: readonly SchemaElement[], index: number): number {
  let next = index + 1;
  for (let child = 0; child < (schema[index]?.num_children ?? 0); child++) next = endOf(schema, next);
  return next;
}

/** Adds up the row groups of one top-level primitive column. */
export function parquetColumn(metadata: FileMetaData, element: SchemaElement, type: string): ParquetColumn {
  const chunks = metadata.row_groups.flatMap(({ columns }) =>
    columns.flatMap(({ meta_data: chunk }) => (chunk?.path_in_schema.length === 1 && chunk.path_in_schema[0] === element.name ? chunk : [])),
  );
  const always = element.repetition_type === 'REQUIRED';
  const nulls = chunks.map((chunk) => (always ? 0 : toNumber(chunk.statistics?.null_count)));
  return {
    element,
    size: chunks.reduce((sum, chunk) => sum + Number(chunk.total_compressed_size), 0),
    values: chunks.reduce((sum, chunk) => sum + Number(chunk.num_values), 0),
    nulls: nulls.reduce<number | undefined>((sum, count) => (sum === undefined || count === undefined ? undefined : sum + count), 0),
    range: isBoundedType(type) ? rangeOf(chunks.filter((chunk, index) => nulls[index] !== Number(chunk.num_values)), type) : undefined,
  };
}

/** The range over row groups that hold a value; undefined as soon as one of them has none on record. */
function rangeOf(chunks: readonly ColumnMetaData[], type: BoundedType): ValueRange | undefined {
  let range: ValueRange | undefined;
  for (const { statistics, type: physical } of chunks) {
    // The older `min` and `max` order text by signed bytes; only numbers can be taken from them.
    const older = physical === 'BYTE_ARRAY' ? undefined : statistics;
    const min = rawValue(statistics?.min_value ?? older?.min, type);
    const max = rawValue(statistics?.max_value ?? older?.max, type);
    if (min === undefined || max === undefined || compareRaw(min, max) > 0) return undefined;
    range = range
      ? { min: compareRaw(min, range.min) < 0 ? min : range.min, max: compareRaw(max, range.max) > 0 ? max : range.max }
      : { min, max };
  }
  return range;
}

function rawValue(value: unknown, type: BoundedType): RawValue | undefined {
  switch (type) {
    case 'string':
      return typeof value === 'string' ? value : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'float':
    case 'double':
      return typeof value === 'number' && !Number.isNaN(value) ? value : undefined;
    case 'int':
    case 'date':
      return Number.isInteger(value) && Math.abs(Number(value)) <= 0x7f_ff_ff_ff ? Number(value) : undefined;
    default:
      return longOf(value);
  }
}

function longOf(value: unknown): bigint | undefined {
  const long = typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value;
  return typeof long === 'bigint' && BigInt.asIntN(64, long) === long ? long : undefined;
}

function toNumber(count: bigint | undefined): number | undefined {
  return count === undefined ? undefined : Number(count);
}
