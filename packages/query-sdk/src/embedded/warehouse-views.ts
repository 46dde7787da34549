import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { clickhouseTarget, defaultNamespace } from '@logex/log-schema';
import { schemaTables } from '../select/schema-tables.ts';

const { icebergFunction, quoteIdentifier } = clickhouseTarget;

/** Folders below `<warehouse>/analytics` that hold an Iceberg table, by name. */
export function warehouseTables(warehouse: string): string[] {
  const folder = join(warehouse, defaultNamespace);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, 'metadata'))).sort();
}

/**
 * Statements that make a view of each table of a warehouse; a query of a view sees the newest snapshot. A view has the columns that its table
 * has, so that tables of another version of the schema can be read as far as they go.
 */
export function warehouseViews(warehouse: string, tables: readonly string[]): string[] {
  const views = tables.map((name) => viewOf(defaultNamespace, name, icebergFunction({ kind: 'local', folder: join(warehouse, defaultNamespace, name) })));
  return [`CREATE DATABASE IF NOT EXISTS ${defaultNamespace}`, ...views];
}

/** Whether a warehouse is an address in an object store, and not a folder. */
export const isObjectStore = (warehouse: string): boolean => /^(?:https?|s3):\/\//u.test(warehouse);

/** A statement for each table of the schema that makes a view of it in an object store; it fails where the table is not there. */
export function objectStoreViews(warehouse: string): string[] {
  const root = warehouse.replace(/\/+$/u, '');
  return Object.values(schemaTables).map(({ namespace, name }) => viewOf(namespace, name, icebergFunction({ kind: 's3', url: `${root}/${namespace}/${name}/` })));
}

const viewOf = (namespace: string, name: string, source: string): string =>
  `CREATE OR REPLACE VIEW ${quoteIdentifier(namespace)}.${quoteIdentifier(name)} AS SELECT * FROM ${source}`;
