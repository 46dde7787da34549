import { expect, test } from 'vitest';
import { metadataJson, parseMetadataJson } from './metadata-json.ts';

/** Shaped as Iceberg's Java library writes it: ids of 19 digits, and fields that nothing here reads. */
const foreign = `{
  "format-version": 2, "table-uuid": "9c12d441-03fe-4693-9a96-a0705ddf69c1", "location": "/w/t",
  "last-sequence-number": 34, "last-updated-ms": 1602638573590, "current-snapshot-id": 3055729675574597004,
  "snapshots": [
    {"snapshot-id": 3051729675574597004, "sequence-number": 0, "summary": {"operation": "append", "note": "9223372036854775807"}},
    {"snapshot-id": 3055729675574597004, "parent-snapshot-id": 3051729675574597004, "sequence-number": 1}],
  "refs": {"main": {"snapshot-id": 3055729675574597004, "type": "branch", "max-ref-age-ms": 9223372036854775807}},
  "some-later-field": {"big": -9223372036854775808, "ratio": 0.25, "none": null}}`;

test('ids of 19 digits survive reading and writing', () => {
  const metadata = parseMetadataJson(foreign);
  expect(metadata['current-snapshot-id']).toBe(3055729675574597004n);
  expect(metadata.snapshots?.[1]?.['parent-snapshot-id']).toBe(3051729675574597004n);
  expect(metadataJson(metadata)).toBe(foreign.replaceAll(/\n\s*/g, '').replaceAll(/([:,]) /g, '$1'));
});

test('snapshot ids are bigint however small, other numbers stay numbers', () => {
  const metadata = parseMetadataJson('{"current-snapshot-id": -1, "last-sequence-number": 7, "snapshots": [{"snapshot-id": 5}]}');
  expect(metadata['current-snapshot-id']).toBe(-1n);
  expect(metadata.snapshots?.[0]?.['snapshot-id']).toBe(5n);
  expect(metadata['last-sequence-number']).toBe(7);
});

test('fails when the text is cut short', () => expect(() => parseMetadataJson(foreign.slice(0, -20))).toThrow(SyntaxError));
