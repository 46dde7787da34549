import { expect, test } from 'vitest';
import { embeddedClickHouse } from './embedded-clickhouse.ts';

test('gives one engine to all tests of a file, with results as they go over the wire', async () => {
  const client = await embeddedClickHouse();
  const result = await client.query({ query: "SELECT toInt64(1) AS n, toDateTime64('2025-08-25 06:04:00', 6) AS time", format: 'JSONEachRow' });

  expect(await embeddedClickHouse()).toBe(client);
  expect(await result.json()).toEqual([{ n: '1', time: '2025-08-25T06:04:00.000000Z' }]);
});

test('starts in the root folder, below which the engine opens Iceberg tables', async () => {
  await embeddedClickHouse();

  expect(process.cwd()).toBe('/');
});
