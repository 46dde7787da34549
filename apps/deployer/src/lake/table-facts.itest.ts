import { s3Server } from '@logex/testing';
import { expect, test } from 'vitest';
import { objectStoreIn } from '../engines/object-store.ts';
import { factsOf, newestMetadata, tableFacts } from './table-facts.ts';

const hour = 3_600_000;
const began = Date.UTC(2026, 0, 1);
const snapshot = (id: string, hours: number, operation: string, added: number, total: number): string =>
  `{"snapshot-id": ${id}, "timestamp-ms": ${began + hours * hour}, "summary": {"operation": "${operation}", "added-data-files": "${added}", "total-data-files": "${total}", "total-records": "${total * 10}", "total-files-size": "${total * 1000}"}}`;
const metadata = `{"format-version": 2, "current-snapshot-id": 3776207205136740582, "snapshots": [${[
  snapshot('3055729675574597004', 1, 'append', 9, 9),
  snapshot('3776207205136740582', 3, 'append', 4, 6),
  snapshot('3821550127947089987', 2, 'replace', 2, 2),
].join(', ')}]}`;

test('sizes, snapshots and files since the compaction are those of the newest metadata file', async () => {
  const { endpoint, bucket, environment } = await s3Server();
  Object.assign(process.env, environment, { AWS_ENDPOINT_URL: endpoint });
  const put = (key: string, body: string): Promise<Response> => fetch(`${endpoint}/${bucket}/warehouse/analytics/${key}`, { method: 'PUT', body });
  await put('logs/metadata/00009-0b6cb7a8-0000-4000-8000-000000000000.metadata.json', '{"old": true}');
  await put('logs/metadata/00010-0b6cb7a8-0000-4000-8000-000000000000.metadata.json', metadata);
  await put('logs_rejected/metadata/v1.metadata.json', '{"format-version": 2, "current-snapshot-id": null}');

  expect(await tableFacts(objectStoreIn('us-east-1'), { bucket, prefix: 'warehouse/' })).toEqual([
    {
      table: 'logs',
      rows: 60,
      files: 6,
      bytes: 6000,
      snapshots: 3,
      committedAt: '2026-01-01T03:00:00.000Z',
      oldestSnapshotAt: '2026-01-01T01:00:00.000Z',
      filesSinceCompaction: 4,
      compactedAt: '2026-01-01T02:00:00.000Z',
    },
    { table: 'logs_rejected', rows: 0, files: 0, bytes: 0, snapshots: 0, committedAt: null, oldestSnapshotAt: null, filesSinceCompaction: 0, compactedAt: null },
  ]);
});

test('the newest file is that with the highest number, whatever its name', () => {
  const keys = ['t/metadata/00099-aa.metadata.json', 't/metadata/00100-bb.gz.metadata.json', 't/metadata/snap-7.avro', 't/metadata/v9.metadata.json'];

  expect([newestMetadata(keys), newestMetadata(['t/metadata/version-hint.text'])]).toEqual(['t/metadata/00100-bb.gz.metadata.json', undefined]);
});

test('fails when a metadata file is none, and names it', () => {
  for (const text of ['{', '{"snapshots": 7}']) expect(() => factsOf('logs', text, 's3://lake/x')).toThrow(expect.objectContaining({ code: 'deployer/metadata-unreadable', message: expect.stringContaining('s3://lake/x') as string }) as Error);
});
