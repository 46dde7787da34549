import { join } from 'node:path';
import { clickhouseTarget, logs } from '@logex/log-schema';
import { medianMs, openEngine } from './engine-tables.ts';

const questions = [
  'SELECT count(), uniqExact(level), max(timestamp) FROM logs',
  'SELECT logger, count(), countIf(level = \'ERROR\') FROM logs GROUP BY logger ORDER BY 2 DESC LIMIT 10',
  "SELECT count() FROM logs WHERE message LIKE '%timeout%' OR exception_message LIKE '%timeout%'",
  'SELECT toStartOfMinute(timestamp) AS minute, count() FROM logs GROUP BY minute ORDER BY minute',
  'SELECT sum(length(message)), sum(cityHash64(thread, source_file, line_number)), sum(length(attributes)) FROM logs',
  "SELECT timestamp, level, message FROM logs WHERE timestamp >= (SELECT max(timestamp) - INTERVAL 10 MINUTE FROM logs) ORDER BY timestamp DESC LIMIT 100",
] as const;

/** Milliseconds of reading the same rows from two warehouses, question by question in turn, the least of five each; added up, with the worst ratio. */
export async function lakeRead({ bySpark, byChdb }: { readonly bySpark: string; readonly byChdb: string }): Promise<Record<string, number>> {
  const engine = await openEngine();
  const figures = { sparkMs: 0, chdbMs: 0, worstRatio: 0 };
  for (const question of questions) {
    const [ofSpark, ofChdb] = [bySpark, byChdb].map((warehouse) => {
      const source = clickhouseTarget.icebergFunction({ kind: 'local', folder: join(warehouse, logs.namespace, logs.name) });
      return question.replaceAll('FROM logs', `FROM ${source}`);
    }) as [string, string];
    const least: Record<string, number> = {};
    for (let turn = 0; turn < 5; turn += 1) {
      for (const query of [ofSpark, ofChdb]) {
        const ms = await medianMs(1, async () => (await engine.client.query({ query, format: 'JSONCompact', clickhouse_settings: { use_query_condition_cache: 0 } })).text());
        least[query] = Math.min(least[query] ?? Number.POSITIVE_INFINITY, ms);
      }
    }
    const [sparkMs, chdbMs] = [least[ofSpark] ?? 0, least[ofChdb] ?? 1];
    figures.sparkMs += sparkMs;
    figures.chdbMs += chdbMs;
    figures.worstRatio = Math.max(figures.worstRatio, sparkMs / chdbMs);
  }
  await engine.close();
  return figures;
}
