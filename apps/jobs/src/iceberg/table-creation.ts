import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { makeFolder } from './durable-file.ts';
import { tableDiffers } from './errors.ts';
import { type IcebergTable, newestTable, tableLocation } from './iceberg-table.ts';
import { highestFieldId, type IcebergSchema, schemaDifference } from './iceberg-schema.ts';
import { linkMetadata, metadataFolder, syncMetadataFolder, writeVersionHint } from './metadata-file.ts';
import { partitionKeys, type PartitionSpec } from './partition-spec.ts';
import { currentSchema, partitionSpecOf, type SortOrder, type TableMetadata } from './table-metadata.ts';

/** What a new table is made of. */
export interface CreateTableOptions {
  /** Absolute path of the table's folder, made if missing. */
  readonly location: string;
  readonly schema: IcebergSchema;
  /**
   * Identity partitions.
   * @default one partition
   */
  readonly partitionSpec?: PartitionSpec;
  /**
   * Order of rows in data files; a promise of the writers, not checked.
   * @default none
   */
  readonly sortOrder?: SortOrder;
  /**
   * Table properties; `format-version` among them is left out, since it is no stored property.
   * @default none
   */
  readonly properties?: Readonly<Record<string, string>>;
}

const firstPartitionId = 1000;

/**
 * Creates an empty Iceberg v2 table (spec: Table Metadata), or returns the one that is there with an equal schema and
 * partition spec. Several callers at once make one table.
 *
 * @throws LogexError `iceberg/table-differs` when the folder holds another table, `iceberg/feature-not-supported`,
 * `iceberg/location-not-allowed`, `iceberg/write-failed`.
 */
export async function createTable(options: CreateTableOptions): Promise<IcebergTable> {
  const location = tableLocation(options.location);
  const metadata = emptyTableMetadata({ ...options, location });
  const existing = await newestTable(location);
  if (existing) return checkEqual(existing, metadata);
  await makeFolder(metadataFolder(location));
  await makeFolder(join(location, 'data'));
  if (await linkMetadata(location, 1, metadata)) {
    await syncMetadataFolder(location);
    await writeVersionHint(location, 1);
    return { location, version: 1, metadata };
  }
  return createTable(options);
}

/** The metadata of a new, empty table, with nothing written. */
export function emptyTableMetadata(options: CreateTableOptions): TableMetadata {
  const spec = options.partitionSpec ?? { 'spec-id': 0, fields: [] };
  const order = options.sortOrder ?? { 'order-id': 0, fields: [] };
  const schema = { ...options.schema, type: 'struct', 'schema-id': options.schema['schema-id'] ?? 0 } as const;
  partitionKeys(spec, schema, options.location);
  const { 'format-version': _reserved, ...properties } = options.properties ?? {};
  return {
    'format-version': 2,
    'table-uuid': randomUUID(),
    location: options.location,
    'last-sequence-number': 0,
    'last-updated-ms': Date.now(),
    'last-column-id': highestFieldId(schema),
    'current-schema-id': schema['schema-id'],
    schemas: [schema],
    'default-spec-id': spec['spec-id'],
    'partition-specs': [spec],
    'last-partition-id': Math.max(firstPartitionId - 1, ...spec.fields.map((field) => field['field-id'])),
    'default-sort-order-id': order['order-id'],
    'sort-orders': order['order-id'] === 0 ? [order] : [{ 'order-id': 0, fields: [] }, order],
    properties,
    'current-snapshot-id': -1n,
    refs: {},
    snapshots: [],
    statistics: [],
    'snapshot-log': [],
    'metadata-log': [],
  };
}

function checkEqual(existing: IcebergTable, wanted: TableMetadata): IcebergTable {
  const difference = schemaDifference(currentSchema(existing.metadata), currentSchema(wanted));
  if (difference) throw tableDiffers(existing.location, difference);
  const [has, asks] = [existing.metadata, wanted].map((metadata) => JSON.stringify(partitionSpecOf(metadata).fields.map(specText)));
  if (has !== asks) throw tableDiffers(existing.location, `its partitions are ${has} where ${asks} is wanted`);
  return existing;
}

function specText(field: PartitionSpec['fields'][number]): string {
  return `${field['field-id']} ${field.name} ${field.transform}(${field['source-id']})`;
}
