import { embeddedClickHouse } from '@logex/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { clickhouseTarget, evolution, type AnyTable } from '../index.ts';
import { ordersHistory } from './__fixtures__/orders-history.ts';

type Client = Awaited<ReturnType<typeof embeddedClickHouse>>;

let client: Client;

beforeAll(async () => {
  client = await embeddedClickHouse();
});

const [first, , third] = ordersHistory.map(({ tables: [orders] }) => orders) as [evolution.RecordedTable, evolution.RecordedTable, evolution.RecordedTable];

const run = async (statements: readonly string[]): Promise<void> => {
  for (const query of statements) await client.command({ query });
};
const rows = async (query: string): Promise<unknown[]> => (await client.query({ query, format: 'JSONEachRow' })).json();

/** Columns, keys and retention of a hot table, as the engine tells them. */
const shape = (database: string): Promise<unknown[]> =>
  rows(`SELECT name, type, comment, compression_codec FROM system.columns WHERE database = '${database}' AND table = 'orders_hot' ORDER BY position`);
const keys = (database: string): Promise<unknown[]> =>
  rows(`SELECT partition_key, sorting_key, extract(create_table_query, 'TTL [^\\\\n]*DAY|toIntervalDay\\\\([0-9]+\\\\)') AS retention FROM system.tables WHERE database = '${database}' AND name = 'orders_hot'`);

/** A hot tier without a cold side beside it, with a row. */
async function hotTier(database: string, table: AnyTable): Promise<void> {
  const { hotTierStatements, mergeTreeTable } = clickhouseTarget;
  await run([`CREATE DATABASE ${database}`, mergeTreeTable({ ...table, namespace: database, hot: { ...table.hot, ttlDays: 365_000 } }, { name: 'orders', keepDays: 'all' })]);
  await run(hotTierStatements(table, { database }));
}

describe('the hot tier of orders', () => {
  test.each(['altered', 'altered_twice'])('%s is that of the last version, with its rows', async (database) => {
    await hotTier(database, evolution.tableOfRecord(first));
    const today = '2099-01-01';
    await run([`INSERT INTO ${database}.orders_hot (placed_at, note, amount, status, labels, partition_date) VALUES ('${today} 10:00:00', 'x', 100, 'paid', {'a': 'b'}, '${today}')`]);
    await hotTier(`${database}_anew`, evolution.tableOfRecord(third));
    const columns = (await rows(`SELECT name FROM system.columns WHERE database = '${database}_anew' AND table = 'orders_hot' ORDER BY position`)) as { name: string }[];
    await run([`DROP TABLE ${database}.orders`, clickhouseTarget.mergeTreeTable({ ...evolution.tableOfRecord(third), namespace: database }, { name: 'orders', keepDays: 'all' })]);

    const versions = ordersHistory.map(({ tables: [orders] }) => orders as evolution.RecordedTable);
    if (database === 'altered') await run(evolution.clickhouseAlterations(first, evolution.tableOfRecord(third), { database }));
    else {
      // Views of versions between are not made: the cold side is already that of the last version.
      for (const [index, to] of versions.slice(1).entries()) {
        const statements = evolution.clickhouseAlterations(versions[index] as evolution.RecordedTable, evolution.tableOfRecord(to), { database }).filter((text) => to === third || text.startsWith('ALTER'));
        await run(statements);
        await run(statements.filter((text) => !text.includes('MODIFY COLUMN IF EXISTS status')));
      }
    }

    expect(await keys(database)).toEqual(await keys(`${database}_anew`));
    const [altered, anew] = [await shape(database), await shape(`${database}_anew`)];
    const byName = (one: unknown, other: unknown): number => ((one as { name: string }).name < (other as { name: string }).name ? -1 : 1);
    expect(altered.toSorted(byName)).toEqual(anew.toSorted(byName));
    const list = columns.slice(1).map(({ name }) => name).join(', ');
    expect(await rows(`SELECT ${list} FROM ${database}.orders_hot`)).toEqual([
      { amount: '100', currency: null, state: 'paid', partition_date: today, labels: { a: 'b' }, shop: null },
    ]);
    expect(await rows(`SELECT count() AS n FROM ${database}.orders_spanning`)).toEqual([{ n: '0' }]);
  });

  test('is made anew where a key changes', async () => {
    const to = evolution.tableOfRecord({ ...first, hot: { ...first.hot, orderBy: ['amount', 'placed_at'] } });
    await hotTier('rebuilt', evolution.tableOfRecord(first));

    await run(evolution.clickhouseAlterations(first, to, { database: 'rebuilt' }));

    expect(await keys('rebuilt')).toMatchObject([{ sorting_key: 'amount, placed_at' }]);
  });
});
