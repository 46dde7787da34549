import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@logex/testing';
import { expect, test } from 'vitest';
import { loadTable } from './iceberg-table.ts';
import { linkMetadata } from './metadata-file.ts';
import { createTable, emptyTableMetadata } from './table-creation.ts';

const schema = { type: 'struct', fields: [{ id: 1, name: 'a', required: true, type: 'int' }] } as const;

test('creating is done once: again it returns what is there', async () => {
  const location = join(temporaryFolder(), 'deep', 't');
  const made = await Promise.all([1, 2, 3, 4].map(() => createTable({ location, schema, properties: { 'format-version': '2', owner: 'x' } })));
  expect(new Set(made.map((table) => table.metadata['table-uuid'])).size).toBe(1);
  expect((await loadTable(`${location}/`)).metadata.properties).toEqual({ owner: 'x' });
  expect(readdirSync(join(location, 'metadata')).sort()).toEqual(['v1.metadata.json', 'version-hint.text']);
});

test('a version that is there is never replaced', async () => {
  const location = temporaryFolder();
  await createTable({ location, schema });
  const before = readFileSync(join(location, 'metadata/v1.metadata.json'), 'utf8');
  expect(await linkMetadata(location, 1, emptyTableMetadata({ location, schema }))).toBe(false);
  expect(readFileSync(join(location, 'metadata/v1.metadata.json'), 'utf8')).toBe(before);
  expect(readdirSync(join(location, 'metadata')).sort()).toEqual(['v1.metadata.json', 'version-hint.text']);
});

test('the highest version is loaded, whatever the hint says; v10 is above v9', async () => {
  const location = temporaryFolder();
  const { metadata } = await createTable({ location, schema });
  for (const version of [9, 10]) await linkMetadata(location, version, { ...metadata, properties: { version: String(version) } });
  expect((await loadTable(location)).metadata.properties).toEqual({ version: '10' });
});

test('fails when the newest metadata file is cut short, naming it', async () => {
  const location = temporaryFolder();
  await createTable({ location, schema });
  writeFileSync(join(location, 'metadata/v2.metadata.json'), '{"format-version": 2, "loc');
  await expect(loadTable(location)).rejects.toMatchObject({ code: 'iceberg/metadata-corrupt', message: expect.stringContaining('v2.metadata.json') });
});

const broken: [string, string, string][] = [
  ['is format version 3', '{"format-version": 3}', 'iceberg/metadata-corrupt'],
  ['is no object', 'null', 'iceberg/metadata-corrupt'],
  ['stands elsewhere', '{"format-version": 2, "location": "/elsewhere/t", "schemas": [], "partition-specs": [], "sort-orders": []}', 'iceberg/table-moved'],
];
for (const [what, text, code] of broken) {
  test(`fails when the table's metadata ${what}`, async () => {
    const location = temporaryFolder();
    mkdirSync(join(location, 'metadata'));
    writeFileSync(join(location, 'metadata/v1.metadata.json'), text);
    await expect(loadTable(location)).rejects.toMatchObject({ code });
  });
}

test('fails when metadata is compressed, since a commit beside it would fork the table', async () => {
  const location = temporaryFolder();
  await createTable({ location, schema });
  writeFileSync(join(location, 'metadata/v2.gz.metadata.json'), '');
  await expect(loadTable(location)).rejects.toMatchObject({ code: 'iceberg/feature-not-supported' });
});

test('fails when there is no table', async () => {
  await expect(loadTable(temporaryFolder())).rejects.toMatchObject({ code: 'iceberg/table-missing' });
  await expect(loadTable('relative/t')).rejects.toMatchObject({ code: 'iceberg/location-not-allowed' });
});

test('fails when the table exists with another column or partition', async () => {
  const location = temporaryFolder();
  await createTable({ location, schema });
  const long = { type: 'struct', fields: [{ id: 1, name: 'a', required: true, type: 'long', doc: 'x' }] } as const;
  await expect(createTable({ location, schema: long })).rejects.toMatchObject({ code: 'iceberg/table-differs', message: expect.stringContaining('"long"') });
  const partitionSpec = { 'spec-id': 0, fields: [{ name: 'a', transform: 'identity', 'source-id': 1, 'field-id': 1000 }] };
  await expect(createTable({ location, schema, partitionSpec })).rejects.toMatchObject({ code: 'iceberg/table-differs' });
});
