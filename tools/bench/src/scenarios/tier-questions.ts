import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { clickhouseTarget, logs } from '@logex/log-schema';
import { compileQuestion, questions, refreshHotTier, type QuestionName, type Tier } from '@logex/query-sdk';
import { createEmbeddedLogClient, type EmbeddedEngine } from '@logex/query-sdk/embedded';
import { cpuMs, medianMs, openEngine } from './engine-tables.ts';

/** The questions that are timed: one of each kind. */
export const timedQuestions = [
  'level-overview', 'top-error-sources', 'error-rate', 'http-traffic', 'top-ips', 'message-search', 'daily-report', 'response-sizes', 'scanners',
] as const satisfies readonly QuestionName[];

const days = 10;

/** Rows of an application and of an access log, mixed, spread over one day. */
const rowsOfDay = (day: number, count: number): string => `
  SELECT toDateTime64('2025-08-01 00:00:00', 6, 'UTC') + ${day} * 86400 + number * (86400 / ${count}) AS timestamp, toDate32(timestamp) AS partition_date,
    number % 2 = 0 AS is_request, if(is_request, NULL, ['INFO', 'INFO', 'INFO', 'WARN', 'ERROR'][cityHash64(number) % 5 + 1]) AS level,
    if(is_request, NULL, concat('request ', toString(cityHash64(number) % 100000), if(number % 5003 = 0, ' timeout', ' done'))) AS message,
    if(is_request, NULL, concat('com.app.Part', toString(cityHash64(number, 1) % 50))) AS logger,
    if(is_request, concat('10.0.', toString(cityHash64(number, 2) % 200), '.', toString(cityHash64(number, 3) % 250)), NULL) AS ip_address,
    if(is_request, 'GET', NULL) AS http_method, if(is_request, concat('/item/', toString(cityHash64(number, 4) % 2000)), NULL) AS http_path,
    if(is_request, [200, 200, 200, 404, 500][cityHash64(number, 5) % 5 + 1], NULL) AS http_status, if(is_request, toInt64(cityHash64(number, 6) % 100000), NULL) AS response_size,
    map() AS attributes, if(is_request, 'combined', 'json') AS format, 'f.log' AS ingest_file, toInt64(number) AS ingest_line, 'b${day}' AS ingest_batch, now64(6) AS ingested_at
  FROM numbers(${count})`;

const filled = ['timestamp', 'partition_date', 'level', 'message', 'logger', 'ip_address', 'http_method', 'http_path', 'http_status', 'response_size', 'attributes', 'format', 'ingest_file', 'ingest_line', 'ingest_batch', 'ingested_at'].join(', ');

/** Times of one question on two tiers, as `<question>:<tier>` for the first and `<question>:<tier>, beside <first tier>` for the second. */
type Pair = readonly [tier: Tier, beside: Tier];

/**
 * Asks questions of the hot tier beside the Iceberg table, then of both tiers, half of the days being hot, beside the Iceberg table. Milliseconds
 * of CPU each, the least of three turns, so that what else the machine does weighs little; and the newest 100 events, milliseconds until they are there.
 */
export async function tierQuestions({ folder, rows }: { readonly folder: string; readonly rows: number }): Promise<Record<string, number>> {
  const engine = await openEngine();
  const lake = join(folder, 'lake');
  mkdirSync(lake);
  await fillLake(engine, lake, rows);
  const refresh = (hotDays: number) => refreshHotTier({ client: engine.client, source: clickhouseTarget.icebergFunction({ kind: 'local', folder: lake }), days: hotDays, until: 'newest' });
  await refresh(days);
  const figures = await askedInTurn(engine, ['hot', 'cold']);
  await refresh(days / 2);
  Object.assign(figures, await askedInTurn(engine, ['spanning', 'cold']));
  await engine.close();
  return figures;
}

async function askedInTurn(engine: EmbeddedEngine, [tier, beside]: Pair): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  const note = (name: string, ms: number): void => void (figures[name] = Math.min(figures[name] ?? Number.POSITIVE_INFINITY, ms));
  for (const name of timedQuestions) {
    for (let turn = 0; turn < 3; turn += 1) {
      note(`${name}:${tier}`, await cpuMs(() => ask(engine, name, tier)));
      note(`${name}:${beside}, beside ${tier}`, await cpuMs(() => ask(engine, name, beside)));
    }
  }
  const clients = [await createEmbeddedLogClient({ engine, tier }), await createEmbeddedLogClient({ engine, tier: beside })];
  for (let turn = 0; turn < 5; turn += 1) {
    note(`latest:${tier}`, await medianMs(3, async () => clients[0]?.ask('latest', { limit: 100 })));
    note(`latest:${beside}, beside ${tier}`, await medianMs(3, async () => clients[1]?.ask('latest', { limit: 100 })));
  }
  for (const client of clients) await client.close();
  return figures;
}

async function fillLake(engine: EmbeddedEngine, lake: string, rows: number): Promise<void> {
  const columns = Object.entries(logs.columns).map(([name, column]) => `${name} ${clickhouseTarget.columnType(logs, name, column)}`).join(', ');
  // Row groups and compression as ingest writes them.
  const settings = { allow_insert_into_iceberg: 1, output_format_parquet_row_group_size: 100_000, output_format_compression_level: 1 } as never;
  const command = (query: string) => engine.client.command({ query, clickhouse_settings: settings });
  await command('CREATE DATABASE analytics');
  await command(`CREATE TABLE lake (${columns}) ENGINE = IcebergLocal('${lake}/', 'Parquet') PARTITION BY (partition_date)`);
  for (let day = 0; day < days; day += 1) await command(`INSERT INTO lake (${filled}) SELECT ${filled} FROM (${rowsOfDay(day, Math.ceil(rows / days))})`);
  await command(clickhouseTarget.icebergView(logs, { kind: 'local', folder: lake }));
}

/** Without the condition cache: repeats of a query on the hot table would else look several times too fast. */
async function ask(engine: EmbeddedEngine, name: QuestionName, tier: Tier): Promise<void> {
  const { sql, parameters } = compileQuestion(questions[name] as never).compile({ tier });
  const result = await engine.client.query({ query: sql, query_params: { ...parameters }, format: 'JSONCompact', clickhouse_settings: { use_query_condition_cache: 0 } });
  await result.text();
}
