import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clickhouseTarget, logs } from '@logex/log-schema';
import { clickHouseServer, type ClickHouseServer } from '@logex/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLogClient } from '../create-log-client.ts';
import { openEmbeddedEngine, type EmbeddedEngine } from '../embedded/embedded-engine.ts';
import { refreshHotTier } from '../hot-tier/refresh-hot-tier.ts';
import type { LogClient } from '../log-client.ts';
import type { TailOptions } from './tail-logs.ts';

const home = process.cwd();
const lake = mkdtempSync(join(tmpdir(), 'logex-lake-'));
const place = { kind: 'local', folder: lake } as const;
const source = clickhouseTarget.icebergFunction(place);
const columns = clickhouseTarget.columnDefinitions(logs).join(', ');

let engine: EmbeddedEngine;
let server: ClickHouseServer;
let client: LogClient;

async function command(query: string): Promise<void> {
  await engine.client.command({ query, clickhouse_settings: { allow_insert_into_iceberg: 1 } as never });
}

/** A batch whose rows lie on two days, times of different batches mixed. */
async function commit(batch: string, count: number): Promise<void> {
  await command(`INSERT INTO FUNCTION ${source} (timestamp, partition_date, level, message, attributes, format, ingest_file, ingest_line, ingest_batch, ingested_at)
    SELECT toDateTime64('2025-08-02 00:00:00', 6, 'UTC') + (number % 5 - 2) * 3600 AS timestamp, toDate32(timestamp), if(number % 2 = 0, 'ERROR', 'INFO'), '${batch}/' || toString(number), map(), 'json', 'f', number + 1, '${batch}', now64(6) FROM numbers(${count})`);
}

const refresh = (until: string) => refreshHotTier({ client: engine.client, source, days: 2, until });

beforeAll(async () => {
  process.chdir('/');
  engine = await openEmbeddedEngine();
  await command('CREATE DATABASE analytics');
  await command(`CREATE TABLE lake (${columns}) ENGINE = IcebergLocal('${lake}/', 'Parquet') PARTITION BY (partition_date)`);
  await command(clickhouseTarget.icebergView(logs, place));
  await commit('b0', 20);
  await refresh('2025-08-02');
  server = await clickHouseServer({ directory: engine.directory });
  client = createLogClient({ url: server.url, tier: 'spanning' });
});

afterAll(async () => {
  await client.close();
  await server.close();
  await engine.close();
  process.chdir(home);
  rmSync(lake, { recursive: true, force: true });
});

/** The rows that arrive after the first one, which was there already, and while `act` is done. */
async function arriving(options: TailOptions, enough: number, act: () => Promise<void>): Promise<string[]> {
  const stop = new AbortController();
  const messages: string[] = [];
  let acting: Promise<void> | undefined;
  for await (const { message } of client.tail({ pollMs: 20, rows: 1, signal: stop.signal, ...options })) {
    if (acting === undefined) acting = act();
    else messages.push(message ?? '');
    if (messages.length >= enough) stop.abort();
  }
  await acting;
  return messages;
}

test('begins with the newest rows, oldest of them first', async () => {
  const messages: (string | null)[] = [];
  for await (const { message } of client.tail({ rows: 3 })) if (messages.push(message) === 3) break;
  const newest = await client.from('logs').allTime().select('message').page({ rows: 3 });
  expect(messages).toEqual(newest.rows.map(({ message }) => message).toReversed());
});

test('hands on each row that arrives once, across commits, refreshes, moves of the hot tier and faults', async () => {
  const expected: string[] = [];
  const batches = [['b1', 30], ['b2', 1], ['b3', 12], ['b4', 40]] as const;
  for (const [batch, count] of batches) for (let row = 0; row < count; row += 1) expected.push(`${batch}/${row}`);
  const messages = await arriving({}, expected.length, async () => {
    for (const [batch, count] of batches) {
      await commit(batch, count);
      server.breakNext('drop', 'drop', 'drop');
      await refresh('2025-08-02');
      await refresh('2025-08-01');
      await refresh('2025-08-02');
    }
  });

  expect(messages.toSorted()).toEqual(expected.toSorted());
});

test('hands on events of some levels', async () => {
  const messages = await arriving({ levels: ['ERROR'] }, 3, async () => {
    await commit('c1', 5);
    await refresh('2025-08-02');
  });
  expect(messages.toSorted()).toEqual(['c1/0', 'c1/2', 'c1/4']);
});

test('ends when its signal is aborted, or its loop is left', async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 100);
  expect(await client.tail({ rows: 0, signal: stop.signal }).next()).toEqual({ done: true, value: undefined });
  const tail = client.tail({ rows: 1 });
  expect(await tail.next()).toMatchObject({ done: false });
  expect(await tail.return()).toEqual({ done: true, value: undefined });
});

test('fails when its options are out of bounds', async () => {
  await expect(client.tail({ rows: -1 }).next()).rejects.toMatchObject({ code: 'query/value-not-for-type' });
  await expect(client.tail({ pollMs: 0 }).next()).rejects.toMatchObject({ code: 'query/value-not-for-type' });
});
