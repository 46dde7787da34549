import { expect, test } from 'vitest';
import { withSnapshot } from './metadata-update.ts';
import { expireSnapshots } from './snapshot-expiry.ts';
import { emptyTableMetadata } from './table-creation.ts';
import type { Snapshot, TableMetadata } from './table-metadata.ts';

const empty = (properties: Record<string, string>): TableMetadata =>
  emptyTableMetadata({ location: '/w/t', schema: { type: 'struct', fields: [{ id: 1, name: 'a', required: true, type: 'int' }] }, properties });

const snapshot = (id: number): Snapshot => ({
  'snapshot-id': BigInt(id),
  ...(id > 1 && { 'parent-snapshot-id': BigInt(id - 1) }),
  'sequence-number': id,
  'timestamp-ms': id * 1000,
  'manifest-list': `/w/t/metadata/snap-${id}.avro`,
});

/** A table of snapshots 1 to `count`, one a second, none expired. */
function tableOf(count: number, properties: Record<string, string>): TableMetadata {
  let metadata = empty({ 'history.expire.min-snapshots-to-keep': '1000000' });
  for (let id = 1; id <= count; id++) metadata = withSnapshot(metadata, `/w/t/metadata/v${id}.metadata.json`, snapshot(id)).metadata;
  return { ...metadata, properties };
}

const ids = (metadata: TableMetadata): number[] => (metadata.snapshots ?? []).map((kept) => Number(kept['snapshot-id']));
const noAge = { 'history.expire.max-snapshot-age-ms': '0' };

test('the newest stay, and the rest is named as expired', () => {
  const { metadata, expired } = expireSnapshots(tableOf(5, { ...noAge, 'history.expire.min-snapshots-to-keep': '2' }), 6000);
  expect(ids(metadata)).toEqual([4, 5]);
  expect(expired.map((gone) => Number(gone['snapshot-id']))).toEqual([1, 2, 3]);
  expect(metadata['snapshot-log']?.map((entry) => Number(entry['snapshot-id']))).toEqual([4, 5]);
  expect(metadata['current-snapshot-id']).toBe(5n);
});

test('the newest 100 stay by default, once a tenth more has piled up', () => {
  expect(ids(expireSnapshots(tableOf(110, noAge), 200_000).metadata)).toHaveLength(110);
  expect(ids(expireSnapshots(tableOf(111, noAge), 200_000).metadata)).toHaveLength(100);
});

test('young ones stay beyond the number', () => {
  const table = tableOf(5, { 'history.expire.max-snapshot-age-ms': '3000', 'history.expire.min-snapshots-to-keep': '1' });
  expect(ids(expireSnapshots(table, 6000).metadata)).toEqual([3, 4, 5]);
});

test('what a tag or another branch reaches stays', () => {
  const table = tableOf(6, { ...noAge, 'history.expire.min-snapshots-to-keep': '1' });
  const refs = { ...table.refs, audited: { 'snapshot-id': 4n, type: 'tag' }, old: { 'snapshot-id': 2n, type: 'branch' } } as const;
  const { metadata } = expireSnapshots({ ...table, refs }, 7000);
  expect(ids(metadata)).toEqual([1, 2, 4, 6]);
  expect(metadata['snapshot-log']?.map((entry) => Number(entry['snapshot-id']))).toEqual([6]);
});

test('statistics of expired snapshots go with them', () => {
  const table = tableOf(3, { ...noAge, 'history.expire.min-snapshots-to-keep': '1' });
  const { metadata } = expireSnapshots({ ...table, statistics: [{ 'snapshot-id': 1n }, { 'snapshot-id': 3n }] }, 9000);
  expect(metadata.statistics).toEqual([{ 'snapshot-id': 3n }]);
});

test('a new snapshot becomes current, with logs, main and unknown fields kept', () => {
  const base = { ...empty({ 'write.metadata.previous-versions-max': '2' }), 'some-later-field': { a: 1 } };
  let metadata: TableMetadata = base;
  for (let id = 1; id <= 4; id++) metadata = withSnapshot(metadata, `/w/t/metadata/v${id}.metadata.json`, snapshot(id)).metadata;
  expect(metadata).toMatchObject({
    'some-later-field': { a: 1 },
    'current-snapshot-id': 4n,
    'last-sequence-number': 4,
    'last-updated-ms': 4000,
    refs: { main: { 'snapshot-id': 4n, type: 'branch' } },
  });
  expect(metadata['metadata-log']).toEqual([
    { 'metadata-file': '/w/t/metadata/v3.metadata.json', 'timestamp-ms': 2000 },
    { 'metadata-file': '/w/t/metadata/v4.metadata.json', 'timestamp-ms': 3000 },
  ]);
});
