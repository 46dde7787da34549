import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clickhouseTarget, logs } from '@logex/log-schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmbeddedLogClient } from '../embedded/create-embedded-log-client.ts';
import { openEmbeddedEngine, type EmbeddedEngine } from '../embedded/embedded-engine.ts';
import type { LogClient } from '../log-client.ts';
import { refreshHotTier, type HotTierRefresh } from './refresh-hot-tier.ts';

const home = process.cwd();
const lake = mkdtempSync(join(tmpdir(), 'logex-lake-'));
const place = { kind: 'local', folder: lake } as const;
const source = clickhouseTarget.icebergFunction(place);
const columns = clickhouseTarget.columnDefinitions(logs).join(', ');

let engine: EmbeddedEngine;
let cold: LogClient;
let hot: LogClient;
let spanning: LogClient;

async function command(query: string): Promise<void> {
  await engine.client.command({ query, clickhouse_settings: { allow_insert_into_iceberg: 1 } as never });
}

/** A batch of `count` rows of one day in the lake, one a second. */
async function commit(day: string, batch: string, count = 100): Promise<void> {
  await command(`INSERT INTO FUNCTION ${source} (timestamp, partition_date, level, logger, message, http_status, response_size, attributes, format, ingest_file, ingest_line, ingest_batch, ingested_at)
    SELECT toDateTime64('${day} 00:00:00', 6, 'UTC') + number, '${day}', if(number % 10 = 0, 'ERROR', 'INFO'), 'l' || toString(number % 7), '${batch} ' || toString(number), 200 + number % 3, number * 11, map('k', 'v'), 'json', 'f', number + 1, '${batch}', now64(6)
    FROM numbers(${count})`);
}

const refresh = (until: string, days = 3): Promise<HotTierRefresh> => refreshHotTier({ client: engine.client, source, days, until });

/** What is asked of each tier: rows that are told apart, and aggregates that cannot be added up from parts. */
const figures = (client: LogClient) => client.from('logs').allTime().select((e) => ({
  rows: e.count(), errors: e.countIf(e.compare('level', '=', 'ERROR')), messages: e.countDistinct('message'), loggers: e.countDistinct('logger'),
  bytes: e.sum('response_size'), mean: e.avg('response_size'), median: e.quantile(0.5, 'response_size'), high: e.quantiles([0.9, 1], 'response_size'),
  first: e.min('timestamp'), last: e.max('timestamp'), top: e.topValues(1, 'level'), newest: e.valueAtMax('message', 'timestamp'),
})).first();

beforeAll(async () => {
  process.chdir('/');
  engine = await openEmbeddedEngine();
  await command('CREATE DATABASE analytics');
  await command(`CREATE TABLE lake (${columns}) ENGINE = IcebergLocal('${lake}/', 'Parquet') PARTITION BY (partition_date)`);
  await command(clickhouseTarget.icebergView(logs, place));
  for (const day of [1, 2, 3, 4, 5]) await commit(`2025-08-0${day}`, `b${day}`);
  for (const statement of clickhouseTarget.hotTierStatements(logs, { expires: false })) await command(statement);
  [cold, hot, spanning] = await Promise.all([
    createEmbeddedLogClient({ engine }), createEmbeddedLogClient({ engine, tier: 'hot' }), createEmbeddedLogClient({ engine, tier: 'spanning' }),
  ]);
});

afterAll(async () => {
  for (const client of [cold, hot, spanning]) await client.close();
  await engine.close();
  process.chdir(home);
  rmSync(lake, { recursive: true, force: true });
});

describe('a query that spans both tiers answers as one on the lake alone', () => {
  const expectSame = async (): Promise<void> => expect(await figures(spanning)).toEqual(await figures(cold));

  test('before the first refresh', async () => {
    await expectSame();
    expect((await figures(hot))?.rows).toBe(0);
  });

  test('after it', async () => {
    expect(await refresh('2025-08-04')).toEqual({ first: '2025-08-02', last: '2025-08-04', loaded: ['2025-08-02', '2025-08-03', '2025-08-04'], dropped: [] });
    await expectSame();
    expect((await figures(hot))?.rows).toBe(300);
  });

  test('when nothing has changed, and then nothing is loaded', async () => {
    expect(await refresh('2025-08-04')).toMatchObject({ loaded: [], dropped: [] });
    await expectSame();
  });

  test('when rows come to a hot day, a cold one and one ahead', async () => {
    for (const day of [1, 4, 6]) await commit(`2025-08-0${day}`, `late${day}`, 7);
    const [before] = [await figures(spanning)];
    expect(before?.rows).toBe(514);

    expect(await refresh('2025-08-04')).toMatchObject({ loaded: ['2025-08-04'] });
    await expectSame();
  });

  test('when the tier moves on; the days that left it go one refresh later', async () => {
    expect(await refresh('2025-08-06')).toMatchObject({ first: '2025-08-04', loaded: ['2025-08-05', '2025-08-06'], dropped: [] });
    await expectSame();
    expect((await hot.from('logs').allTime().select('partition_date').groupBy('partition_date').execute())).toHaveLength(5);

    expect(await refresh('2025-08-06')).toMatchObject({ loaded: [], dropped: ['2025-08-02', '2025-08-03'] });
    await expectSame();
  });

  test('when it moves far, or back', async () => {
    await refresh('2025-09-06');
    await expectSame();
    await refresh('2025-08-03');
    await expectSame();
    expect(await refresh('newest')).toMatchObject({ last: '2025-08-06' });
    await expectSame();
  });

  test('while refreshes run', async () => {
    const expected = await figures(cold);
    const running = new AbortController();
    const refreshing = (async () => {
      for (const last of ['2025-08-03', '2025-08-06', '2025-08-02', '2025-08-05', '2025-08-06']) await refresh(last);
      running.abort();
    })();
    let asked = 0;
    for (; !running.signal.aborted; asked += 1) expect(await figures(spanning)).toEqual(expected);
    await refreshing;

    expect(asked).toBeGreaterThan(3);
  });

  test('for rows and questions too', async () => {
    const rows = (client: LogClient) => client.from('logs').timeRange({ from: '2025-08-03T00:01:00Z', to: '2025-08-05T00:00:10Z' }).select('timestamp', 'message').orderBy('timestamp', 'desc').orderBy('message').limit(150).execute();
    expect(await rows(spanning)).toEqual(await rows(cold));
    expect(await spanning.ask('level-overview', { lastDays: 30 })).toEqual(await cold.ask('level-overview', { lastDays: 30 }));
    expect((await spanning.ask('latest', { limit: 3 })).map(({ timestamp }) => timestamp)).toEqual((await cold.ask('latest', { limit: 3 })).map(({ timestamp }) => timestamp));
  });
});

test('explains which days come from which side', async () => {
  await refresh('2025-08-05');
  const plan = await spanning.from('logs').timeRange({ from: '2025-08-02', to: '2025-08-04' }).select('message').explain();

  expect(plan.partitions?.map(({ day, relation, rows }) => ({ day, relation, rows }))).toEqual([
    { day: '2025-08-02', relation: 'logs', rows: 100 }, { day: '2025-08-03', relation: 'logs_hot', rows: 100 },
  ]);
  expect(plan.partitions?.every(({ bytes }) => bytes > 0)).toBe(true);
});

test('reads of the lake only the days that are asked for and not hot', async () => {
  const { sql, parameters } = spanning.from('logs').timeRange({ from: '2025-08-01', to: '2025-08-05' }).select((e) => ({ n: e.count() })).compile({ tier: 'spanning' });
  const result = await engine.client.query({ query: sql, query_params: { ...parameters }, format: 'JSON' });
  const answer = await result.json<{ n: number }>();

  expect(answer.data).toEqual([{ n: 414 }]);
  expect(answer.statistics?.rows_read).toBeLessThan(450);
});

test('loads the day anew that a killed refresh had not noted', async () => {
  await command("DELETE FROM analytics.logs_hot_days WHERE partition_date = '2025-08-04'");
  expect(await refresh('2025-08-05')).toMatchObject({ loaded: ['2025-08-04'] });
});

test('fails when the days are none, or the last one is no day', async () => {
  await expect(refresh('2025-08-05', 0)).rejects.toMatchObject({ code: 'query/value-not-for-type' });
  await expect(refresh("2025-08-05'")).rejects.toMatchObject({ code: 'query/value-not-for-type' });
});
