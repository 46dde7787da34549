import { afterAll, beforeAll, expect, test } from 'vitest';
import { engineWithShop } from '../__fixtures__/log-table.ts';
import { createEmbeddedLogClient } from '../embedded/create-embedded-log-client.ts';
import type { EmbeddedEngine } from '../embedded/embedded-engine.ts';
import type { LogClient } from '../log-client.ts';
import { questions, type QuestionName } from '../questions/index.ts';
import { from } from '../select/from.ts';
import { SelectQuery } from '../select/select-query.ts';
import { sql } from '../sql.ts';

let engine: EmbeddedEngine;
let client: LogClient;
let cart: LogClient;

beforeAll(async () => {
  engine = await engineWithShop();
  client = await createEmbeddedLogClient({ engine });
  cart = client.scopedTo(from('logs').where('logger', '=', 'shop.Cart'));
});

afterAll(async () => {
  await cart.close();
  await client.close();
  await engine.close();
});

const loggers = async (scoped: LogClient): Promise<(string | null)[]> =>
  (await scoped.from('logs').allTime().select('logger').groupBy('logger').orderBy('logger').execute()).map(({ logger }) => logger);

test('reads rows of the scope only, whatever a query says', async () => {
  expect(await loggers(cart)).toEqual(['shop.Cart']);
  const rows = await cart.from('logs').allTime().select('logger').where((e) => e.or(e.compare('logger', '!=', 'shop.Cart'), e.compare('logger', 'is null'), e.and())).execute();
  expect(new Set(rows.map(({ logger }) => logger))).toEqual(new Set(['shop.Cart']));
  expect(await cart.from('logs').allTime().select('logger').where('logger', '=', 'shop.Mail').execute()).toEqual([]);
});

test('ends a relative range at the newest row of the scope', async () => {
  const mail = client.scopedTo(from('logs').where('logger', '=', 'shop.Mail'));
  expect(await mail.from('logs').timeRange({ lastDays: 1 }).select('timestamp').execute()).toEqual([{ timestamp: '2025-09-09T09:30:00.000000Z' }]);
});

test('answers questions, searches and tails within the scope', async () => {
  const own: readonly QuestionName[] = ['rejected-lines', 'ingest-progress'];
  for (const name of (Object.keys(questions) as QuestionName[]).filter((question) => !own.includes(question))) {
    const rows = await cart.ask(name, { lastDays: 100 } as never).catch(() => cart.ask(name));
    const text = JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    expect(`${name} ${text}`).not.toMatch(/shop\.(?:Mail|Payment|Stock)|10\.1\.0|203\.0/u);
  }
  expect((await cart.search({ text: 'a', timeRange: { lastDays: 100 } })).hits.every(({ logger }) => logger === 'shop.Cart')).toBe(true);
  for await (const row of cart.tail({ rows: 3 })) {
    expect(row.logger).toBe('shop.Cart');
    break;
  }
});

test('a scope within a scope is narrower', async () => {
  expect(await loggers(cart.scopedTo(from('logs').where('logger', '=', 'shop.Mail')))).toEqual([]);
  expect(() => cart.scopedTo(from('top_ips').where('ip_address', '=', 'x'))).toThrow(expect.objectContaining({ code: 'query/table-not-scoped' }) as Error);
});

test('explains rows of the scope only', async () => {
  expect((await cart.from('logs').allTime().select('message').explain()).rows).toBe(12);
});

test('fails when another table is read, or SQL of the user\'s own is run, or a query is not what it seems', async () => {
  await expect(cart.ask('rejected-lines')).rejects.toMatchObject({ code: 'query/table-not-scoped', kind: 'usage' });
  await expect(cart.execute(sql`SELECT * FROM logs`)).rejects.toMatchObject({ code: 'query/query-not-scoped', kind: 'usage' });
  const plain = from('logs').allTime().select('logger');
  await expect(cart.execute({ compile: () => ({ sql: 'SELECT 1', parameters: {} }), rowReader: () => plain.rowReader() })).rejects.toMatchObject({ code: 'query/query-not-scoped' });
  class Sly extends SelectQuery<never, { logger: string | null }> {
    override compile() {
      return { sql: 'SELECT logger FROM analytics.logs', parameters: {} };
    }
  }
  const sly = new Sly({ table: { columns: {} } as never, runner: undefined, types: {}, node: plain.node });
  await expect(cart.explain(sly)).resolves.toMatchObject({ sql: expect.stringContaining('logger = {p1:String}') as string });
});

test('fails when a scope has no condition', () => {
  expect(() => client.scopedTo(from('logs'))).toThrow(expect.objectContaining({ code: 'query/scope-not-allowed', kind: 'usage' }) as Error);
  expect(() => client.scopedTo()).toThrow(expect.objectContaining({ code: 'query/scope-not-allowed' }) as Error);
  expect(() => client.scopedTo(from('logs').timeRange({ lastDays: 1 }))).toThrow(expect.objectContaining({ code: 'query/scope-not-allowed' }) as Error);
});
