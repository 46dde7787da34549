import { clickhouseTarget, ingestedFiles, logs, logsRejected, type AnyTable } from '@logex/log-schema';
import { openEmbeddedEngine, type EmbeddedEngine } from '../embedded/embedded-engine.ts';
import { logRows } from './log-rows.ts';
import { shopFiles, shopRejected, shopRows } from './shop-rows.ts';

/** Columns of a table as they stand in a CREATE TABLE. */
const columnsOf = (table: AnyTable): string => clickhouseTarget.columnDefinitions(table).join(', ');

/** Columns of `logs` as they stand in a CREATE TABLE. */
export const logColumns = columnsOf(logs);

/** An engine whose table `analytics.logs` holds the known rows. No time to live, since they are old. */
export async function engineWithLogs(): Promise<EmbeddedEngine> {
  const engine = await openEmbeddedEngine();
  await engine.client.command({ query: 'CREATE DATABASE analytics' });
  await fillTable(engine, logs, logRows);
  return engine;
}

/** An engine with the three days of the shop. */
export async function engineWithShop(): Promise<EmbeddedEngine> {
  const engine = await openEmbeddedEngine();
  await engine.client.command({ query: 'CREATE DATABASE analytics' });
  await fillTable(engine, logs, shopRows);
  await fillTable(engine, logsRejected, shopRejected);
  await fillTable(engine, ingestedFiles, shopFiles);
  return engine;
}

async function fillTable({ client }: EmbeddedEngine, table: AnyTable, rows: readonly object[]): Promise<void> {
  const partition = table.partitionBy.length === 0 ? '' : 'PARTITION BY partition_date';
  await client.command({ query: `CREATE TABLE analytics.${table.name} (${columnsOf(table)}) ENGINE = MergeTree ${partition} ORDER BY ${table.hot.orderBy[0]}` });
  await client.insert({ table: `analytics.${table.name}`, values: [...rows], format: 'JSONEachRow' });
}
