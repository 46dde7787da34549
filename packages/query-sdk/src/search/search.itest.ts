import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineWithShop } from '../__fixtures__/log-table.ts';
import { createEmbeddedLogClient } from '../embedded/create-embedded-log-client.ts';
import type { EmbeddedEngine } from '../embedded/embedded-engine.ts';
import type { LogClient } from '../log-client.ts';
import type { SearchHit } from './search-messages.ts';

let engine: EmbeddedEngine;
let client: LogClient;

beforeAll(async () => {
  engine = await engineWithShop();
  client = await createEmbeddedLogClient({ engine });
});

afterAll(async () => {
  await client.close();
  await engine.close();
});

const timeRange = { from: '2025-09-01' };

describe('search', () => {
  test('finds a text page by page, newest first, and says where it stands', async () => {
    const found: SearchHit[] = [];
    let after: string | undefined;
    do {
      const page = await client.search({ text: 'REFUSED', timeRange, rows: 5, after });
      found.push(...page.hits);
      after = page.next;
    } while (after !== undefined);

    expect(found).toHaveLength(12);
    expect(found[0]).toMatchObject({ timestamp: '2025-09-10T11:06:00.000000Z', message: 'card refused', highlights: { message: [[5, 12]], exception_message: [] } });
    expect(found.map(({ timestamp }) => timestamp)).toEqual(found.map(({ timestamp }) => timestamp).toSorted().toReversed());
    expect(found[0]).not.toHaveProperty('page_key_0');
  });

  test('finds whole words, and events of some levels', async () => {
    expect((await client.search({ text: 'card', by: 'word', timeRange })).hits).toHaveLength(12);
    expect((await client.search({ text: 'car', by: 'word', timeRange })).hits).toHaveLength(0);
    expect((await client.search({ text: 'car', timeRange })).hits).toHaveLength(24);
    expect((await client.search({ text: 'car', levels: ['ERROR'], timeRange })).hits).toHaveLength(12);
  });

  test('fails when a word is none, or a range is missing its begin and end', async () => {
    await expect(client.search({ text: 'a b', by: 'word', timeRange })).rejects.toMatchObject({ code: 'query/value-not-for-type' });
    await expect(client.search({ text: 'a', timeRange: {} })).rejects.toMatchObject({ code: 'query/range-empty' });
    await expect(client.search({ text: 'a', timeRange: { from: '2025-09-02', to: '2025-09-01' } })).rejects.toMatchObject({ code: 'query/range-reversed' });
  });
});

describe('context', () => {
  test('gives the lines of the same file before and after a line', async () => {
    const [hit] = (await client.search({ text: 'stock', timeRange, rows: 1 })).hits;
    const lines = await client.context(hit as SearchHit, { before: 2, after: 3 });
    const place = hit?.ingest_line ?? 0n;

    expect(lines.map(({ ingest_line, anchor }) => [ingest_line - place, anchor])).toEqual([[-2n, false], [-1n, false], [0n, true]]);
    expect(lines.every(({ logger }) => logger === 'shop.Stock')).toBe(true);
  });

  test('gives the newest version of a line of a file that was rewritten', async () => {
    await engine.client.command({ query: "INSERT INTO analytics.logs SELECT * REPLACE ('again' AS message, '2026-01-01 00:00:00' AS ingested_at) FROM analytics.logs WHERE logger = 'shop.Mail' AND partition_date = '2025-09-08'" });
    const [line] = await client.from('logs').timeRange(timeRange).select('ingest_file', 'ingest_line', 'timestamp').where('message', '=', 'again').execute();

    expect((await client.context(line as never, { before: 0, after: 0 })).map(({ message }) => message)).toEqual(['again']);
  });

  test('fails when lines are no number of lines', async () => {
    const place = { ingest_file: 'a', ingest_line: 1n, timestamp: '2025-09-10T10:45:00Z' };
    await expect(client.context(place, { before: -1 })).rejects.toMatchObject({ code: 'query/value-not-for-type' });
    await expect(client.context({ ...place, timestamp: 'then' })).rejects.toMatchObject({ code: 'query/value-not-for-type' });
    expect(await client.context({ ...place, ingest_file: "' OR 1=1" })).toEqual([]);
  });
});
