import { clickhouseTarget, logs } from '@logex/log-schema';
import { openEmbeddedEngine, type EmbeddedEngine } from '../embedded/embedded-engine.ts';
import { logRows } from './log-rows.ts';

/** Columns of `logs` as they stand in a CREATE TABLE. */
export const logColumns = Object.entries(logs.columns)
  .map(([name, column]) => `${name} ${clickhouseTarget.columnType(logs, name, column)}`)
  .join(', ');

/** An engine whose table `analytics.logs` holds the known rows. No time to live, since they are old. */
export async function engineWithLogs(): Promise<EmbeddedEngine> {
  const engine = await openEmbeddedEngine();
  await engine.client.command({ query: 'CREATE DATABASE analytics' });
  await engine.client.command({
    query: `CREATE TABLE analytics.logs (${logColumns}) ENGINE = MergeTree PARTITION BY partition_date ORDER BY timestamp`,
  });
  await engine.client.insert({ table: 'analytics.logs', values: [...logRows], format: 'JSONEachRow' });
  return engine;
}
