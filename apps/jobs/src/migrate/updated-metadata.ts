import type { evolution } from '@logex/log-schema';
import type { IcebergSchema, SortOrder, TableMetadata } from '../iceberg/index.ts';
import { previousVersionsMax } from '../iceberg/metadata-update.ts';

/**
 * Metadata after changes of schema, order and properties (spec: Table Metadata); snapshots stay as they are. A schema or an order that
 * the table had before is taken up again under its id.
 *
 * @param file absolute path of the metadata file that `metadata` was read from
 */
export function updatedMetadata(metadata: TableMetadata, file: string, updates: readonly evolution.IcebergUpdate[], now: number): TableMetadata {
  const former = [...(metadata['metadata-log'] ?? []), { 'metadata-file': file, 'timestamp-ms': metadata['last-updated-ms'] }];
  const changed = updates.reduce(applied, { metadata, added: -1 }).metadata;
  return {
    ...changed,
    'last-updated-ms': Math.max(now, metadata['last-updated-ms'] + 1),
    'metadata-log': former.slice(-previousVersionsMax(changed)),
  };
}

/** Metadata, and the id of what was added last. */
interface State {
  readonly metadata: TableMetadata;
  readonly added: number;
}

function applied({ metadata, added }: State, update: evolution.IcebergUpdate): State {
  switch (update.action) {
    case 'add-schema': {
      const { schemas } = metadata;
      const fields = JSON.stringify(update.schema.fields);
      const same = schemas.find((schema) => JSON.stringify(schema.fields) === fields)?.['schema-id'];
      const id = same ?? 1 + Math.max(...schemas.map((schema) => schema['schema-id'] ?? 0));
      const schema: IcebergSchema = { ...update.schema, 'schema-id': id };
      const last = Math.max(metadata['last-column-id'], update['last-column-id']);
      return { metadata: { ...metadata, schemas: same === undefined ? [...schemas, schema] : schemas, 'last-column-id': last }, added: id };
    }
    case 'set-current-schema':
      return { metadata: { ...metadata, 'current-schema-id': added }, added };
    case 'add-sort-order': {
      const orders = metadata['sort-orders'];
      const fields = JSON.stringify(update['sort-order'].fields);
      const same = orders.find((order) => JSON.stringify(order.fields) === fields)?.['order-id'];
      const id = same ?? (update['sort-order'].fields.length === 0 ? 0 : 1 + Math.max(0, ...orders.map((order) => order['order-id'])));
      const order: SortOrder = { ...update['sort-order'], 'order-id': id };
      return { metadata: { ...metadata, 'sort-orders': same === undefined ? [...orders, order] : orders }, added: id };
    }
    case 'set-default-sort-order':
      return { metadata: { ...metadata, 'default-sort-order-id': added }, added };
    case 'set-properties':
      return { metadata: { ...metadata, properties: { ...metadata.properties, ...update.updates } }, added };
    case 'remove-properties': {
      const kept = Object.entries(metadata.properties ?? {}).filter(([key]) => !update.removals.includes(key));
      return { metadata: { ...metadata, properties: Object.fromEntries(kept) }, added };
    }
  }
}
