import { expect, test } from 'vitest';
import { decodeAvro, encodeAvro } from './avro-container.ts';
import { type AvroJson, intMap, optional, required } from './avro-field.ts';

const schema: AvroJson = {
  type: 'record',
  name: 'row',
  fields: [required(1, 'id', 'long'), optional(2, 'text', 'string'), optional(3, 'sizes', intMap(4, 5, 'long'))],
};
const rows = [
  { id: 3055729675574597004n, text: 'a', sizes: [{ key: 1, value: 2n ** 62n }] },
  { id: -1n, text: null, sizes: null },
];

test('rows come back, longs digit for digit', () => expect(decodeAvro(encodeAvro(schema, rows, {}), schema)).toEqual(rows));
test('a file without rows has a header and reads as none', () => expect(decodeAvro(encodeAvro(schema, [], {}), schema)).toEqual([]));

test('a long with a logical type is bigint too', () => {
  const micros: AvroJson = { type: 'record', name: 'row', fields: [optional(1, 'ts', { type: 'long', logicalType: 'timestamp-micros' })] };
  expect(decodeAvro(encodeAvro(micros, [{ ts: -1n }, { ts: null }], {}), micros)).toEqual([{ ts: -1n }, { ts: null }]);
});

test('many rows go into several blocks', () => {
  const many = Array.from({ length: 5000 }, (_, index) => ({ id: BigInt(index), text: 'x'.repeat(200), sizes: null }));
  expect(decodeAvro(encodeAvro(schema, many, {}), schema)).toEqual(many);
});

test('fields are matched by id where a writer has other names', () => {
  const theirs: AvroJson = { type: 'record', name: 'row', fields: [optional(2, 'their_text', 'string'), required(1, 'their_id', 'long')] };
  expect(decodeAvro(encodeAvro(theirs, [{ their_text: 'a', their_id: 1n }], {}), schema)).toEqual([{ text: 'a', id: 1n }]);
});

test('fails when the file is cut at any byte but the one after its header, as a file without rows ends', () => {
  expect.hasAssertions();
  const file = encodeAvro(schema, rows, {});
  const headerOnly = encodeAvro(schema, [], {}).length;
  const lengths = Array.from({ length: file.length }, (_, length) => length).filter((length) => length !== headerOnly);
  for (const length of lengths) expect(() => decodeAvro(file.subarray(0, length), schema), `${length} bytes`).toThrow(Error);
});

test('fails when a sync marker is damaged', () => {
  const file = encodeAvro(schema, rows, {});
  file.writeUInt8(file.readUInt8(file.length - 1) ^ 0xff, file.length - 1);
  expect(() => decodeAvro(file, schema)).toThrowError(/damaged/);
});
