import { allTables, clickhouseTarget, defaultNamespace, logs } from '@logex/log-schema';
import type { PlatformConfig } from '../platform-config.ts';
import { warehouseUrl } from './settings.ts';

/**
 * The statements that make the tables of ClickHouse, each safe to repeat: a view for every Iceberg table of the schema, and the
 * hot tier of `logs`.
 */
export function tablesSql(config: PlatformConfig): string {
  const { icebergView, hotTierStatements, quoteIdentifier } = clickhouseTarget;
  const statements = [
    `CREATE DATABASE IF NOT EXISTS ${quoteIdentifier(defaultNamespace)}`,
    ...allTables.map((table) => icebergView(table, { kind: 's3', url: `${warehouseUrl(config)}${table.namespace}/${table.name}/` })),
    ...hotTierStatements(logs),
  ];
  return `${statements.join(';\n\n')};\n`;
}
