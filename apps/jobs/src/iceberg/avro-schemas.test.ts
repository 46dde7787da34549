import { expect, test } from 'vitest';
import { type AvroJson, namesById } from './avro-field.ts';
import { manifestEntrySchema } from './manifest-entry.avro-schema.ts';
import { manifestListSchema } from './manifest-list.avro-schema.ts';

const ids = (schema: AvroJson): number[] => [...namesById(schema).keys()].sort((a, b) => a - b);

test('manifest entries carry the field ids of the spec', () => {
  const schema = manifestEntrySchema([{ name: 'partition_date', fieldId: 1000, sourceId: 26, type: 'date' }]);
  expect(ids(schema)).toEqual([
    0, 1, 2, 3, 4, 100, 101, 102, 103, 104, 108, 109, 110, 117, 118, 119, 120, 121, 122, 125, 126, 127, 128, 129, 130, 131, 132, 134, 135,
    137, 138, 139, 140, 1000,
  ]);
  const text = JSON.stringify(schema);
  expect(text).toContain('"element-id":133');
  expect(text).toContain('"element-id":136');
});

test('manifest lists carry the field ids of the spec', () => {
  expect(ids(manifestListSchema)).toEqual([500, 501, 502, 503, 504, 505, 506, 507, 509, 510, 511, 512, 513, 514, 515, 516, 517, 518, 519]);
  expect(JSON.stringify(manifestListSchema)).toContain('"element-id":508');
});
