import { createServer, type AddressInfo } from 'node:net';
import { hiveMetastore, temporaryFolder } from '@logex/testing';
import { expect, test } from 'vitest';
import { metastoreLocks, releaseLock } from './metastore-locks.ts';

test('locks of a real metastore are shown, and one of them is released', async () => {
  // The metastore would take away a silent lock itself, after five minutes.
  const metastore = await hiveMetastore({ warehouse: temporaryFolder(), options: { 'hive.txn.timeout': '86400s' } });
  const port = Number(new URL(metastore.uri).port);
  const heard = Date.UTC(2026, 0, 1);
  const none = await metastoreLocks(port);
  for (const [id, table] of [[7, 'logs'], [8, 'ingested_files']] as const) {
    await metastore.database.query(`INSERT INTO metastore.HIVE_LOCKS (HL_LOCK_EXT_ID, HL_LOCK_INT_ID, HL_TXNID, HL_DB, HL_TABLE, HL_LOCK_STATE, HL_LOCK_TYPE, HL_LAST_HEARTBEAT, HL_ACQUIRED_AT, HL_USER, HL_HOST)
      VALUES (${id}, 1, 0, 'analytics', '${table}', 'a', 'e', ${heard}, ${heard - 1000}, 'spark', 'driver-1')`);
  }
  const seen = await metastoreLocks(port);
  await releaseLock(port, 7n);
  // Somebody else was quicker.
  await releaseLock(port, 7n);

  expect(none).toEqual([]);
  expect(seen.toSorted((a, b) => Number(a.id - b.id))).toEqual([
    { id: 7n, table: 'analytics.logs', owner: 'spark@driver-1', heardAt: '2026-01-01T00:00:00.000Z' },
    { id: 8n, table: 'analytics.ingested_files', owner: 'spark@driver-1', heardAt: '2026-01-01T00:00:00.000Z' },
  ]);
  expect((await metastoreLocks(port)).map(({ id }) => id)).toEqual([8n]);
}, 120_000);

test('fails when the other side closes the connection', async () => {
  const server = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  await expect(metastoreLocks((server.address() as AddressInfo).port)).rejects.toMatchObject({ code: 'deployer/metastore-said', retry: true });
  server.close();
});
