import { defineTable, logicalTypes, optional, required } from '@logex/log-schema';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { engineWithLogs } from '../__fixtures__/log-table.ts';
import { createEmbeddedLogClient } from '../embedded/create-embedded-log-client.ts';
import type { EmbeddedEngine } from '../embedded/embedded-engine.ts';
import type { LogClient } from '../log-client.ts';

let engine: EmbeddedEngine;
let client: LogClient;

beforeAll(async () => {
  engine = await engineWithLogs();
  client = await createEmbeddedLogClient({ engine });
});

afterAll(async () => {
  await client.close();
  await engine.close();
});

const query = () => client.from('logs').timeRange({ from: '2025-01-01' }).select('timestamp', 'level');

async function pages(rows: number, direction: 'asc' | 'desc'): Promise<string[][]> {
  const found: string[][] = [];
  let after: string | undefined;
  do {
    const page = await query().page({ rows, direction, after });
    found.push(page.rows.map(({ timestamp }) => timestamp));
    after = page.next;
  } while (after !== undefined);
  return found;
}

test('pages hold each row once, in order, whatever their size', async () => {
  const all = (await query().orderBy('timestamp').execute()).map(({ timestamp }) => timestamp);
  for (const rows of [1, 5, 12, 100]) {
    expect((await pages(rows, 'asc')).flat()).toEqual(all);
    expect((await pages(rows, 'desc')).flat()).toEqual(all.toReversed());
  }
  expect(await pages(6, 'desc')).toHaveLength(2);
});

test('a page has the columns that were selected and no others', async () => {
  expect((await query().page({ rows: 1 })).rows).toEqual([{ timestamp: '2025-08-25T08:30:00.000001Z', level: null }]);
});

test('rows that are added move no page', async () => {
  const first = await query().page({ rows: 3 });
  await engine.client.command({ query: `INSERT INTO analytics.logs SELECT * REPLACE ('2025-08-25 08:30:00.5' AS timestamp, 'b2' AS ingest_batch) FROM analytics.logs LIMIT 4` });
  const second = await query().page({ rows: 3, after: first.next });
  await engine.client.command({ query: "ALTER TABLE analytics.logs DELETE WHERE ingest_batch = 'b2' SETTINGS mutations_sync = 1" });

  expect(second.rows.map(({ timestamp }) => timestamp.slice(11, 19))).toEqual(['07:31:00', '07:30:00', '07:20:00']);
});

test('fails when text is no cursor, without repeating it', async () => {
  await fc.assert(fc.asyncProperty(fc.oneof(fc.string(), fc.base64String()), async (after) => {
    const error = await query().page({ after: `${after}secret` }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'query/cursor-not-allowed', kind: 'usage' });
    expect(String(error)).not.toContain('secret');
  }), { numRuns: 50 });
});

test('fails when a page is not possible', async () => {
  const refused = expect.objectContaining({ code: 'query/page-not-possible', kind: 'usage' }) as Error;
  const orders = defineTable({ name: 'orders', doc: 'Orders.', columns: { id: required(logicalTypes.long, { id: 1, doc: 'Id.' }), note: optional(logicalTypes.text, { id: 2, doc: 'Note.' }) } });
  await expect(query().page({ rows: 0 })).rejects.toThrow(refused);
  await expect(query().orderBy('timestamp').page()).rejects.toThrow(refused);
  await expect(client.from('logs').allTime().select((e) => ({ n: e.count() })).page()).rejects.toThrow(refused);
  await expect(client.from(orders).select('id').page()).rejects.toThrow(refused);
  await expect(client.from(orders).select('id').page({ key: ['note'] })).rejects.toThrow(refused);
});
