import { describe, expect, test } from 'vitest';
import { defineTable, logicalTypes, logs, optional, required, type Columns } from './index.ts';

const { text, long, dictionary, double, date } = logicalTypes;
const id = required(long, { id: 1, doc: 'Id.' });

/** Compiles in TypeScript whatever the names are, as a caller without types would. */
const define = (definition: object): unknown =>
  defineTable({ name: 'events', doc: 'A row.', columns: { id }, ...definition } as { name: string; doc: string; columns: Columns });

const error = (code: string, message: string, hint: string): unknown => expect.objectContaining({ name: 'LogexError', code, kind: 'usage', retry: false, message, hint });

describe('defineTable', () => {
  test.each([
    ['Events', 'events'],
    ['2events', 'events'],
    ['web-events', 'web_events'],
    ['', 'name'],
  ])("fails when the table is called '%s', and proposes '%s'", (name, proposal) => {
    expect(() => define({ name })).toThrow(
      error(
        'schema/name-not-allowed',
        `defining table '${name}': the name '${name}' is not allowed; names are lower-case letters, digits and underscores, and begin with a letter`,
        `rename it, for example to '${proposal}'`,
      ),
    );
  });

  test('fails when a column name needs quotes', () => {
    expect(() => define({ columns: { 'user id': id } })).toThrow(expect.objectContaining({ code: 'schema/name-not-allowed' }));
  });

  test('fails when two columns have one field id', () => {
    expect(() => define({ columns: { id, other: required(text, { id: 1, doc: 'Other.' }) } })).toThrow(
      error(
        'schema/field-id-twice',
        "defining table 'events': field id 1 is used by 'id' and by 'other'; an id belongs to one field for ever",
        "give 'other' an id that no field of the table has had",
      ),
    );
  });

  test('fails when a column has the id of one that is retired', () => {
    expect(() => define({ columns: { id, town: optional(text, { id: 4, doc: 'Town.' }) }, retired: { city: [2, 4] } })).toThrow(
      expect.objectContaining({ code: 'schema/field-id-retired', message: expect.stringContaining("that of 'city'") }),
    );
  });

  test('fails when a nested field has the id of a column', () => {
    const tags = required(dictionary, { id: 2, nestedIds: [3, 1], doc: 'Tags.' });

    expect(() => define({ columns: { id, tags } })).toThrow(expect.objectContaining({ code: 'schema/field-id-twice' }));
  });

  test.each([
    ['a dictionary has no ids for its parts', dictionary, [], 2],
    ['a dictionary has an id too many', dictionary, [2, 3, 4], 2],
    ['a plain type has ids for parts', text, [2], 0],
  ])('fails when %s', (_, type, nestedIds, need) => {
    expect(() => define({ columns: { tags: required(type as typeof text, { id: 1, nestedIds, doc: 'Tags.' }) } })).toThrow(
      error(
        'schema/nested-ids-missing',
        `defining table 'events': column 'tags' of type ${type.name} has ${nestedIds.length} nested field ids and needs ${need}`,
        `set nestedIds to ${need} unused ids`,
      ),
    );
  });

  test.each([
    ['partitionBy', { partitionBy: ['day'] }],
    ['sortBy', { sortBy: ['day'] }],
    ['hot.orderBy', { hot: { orderBy: ['day'], ttlDays: 1 } }],
    ['sortBy, by a name of every object', { sortBy: ['toString'] }],
  ])('fails when a column is unknown in %s', (_, keys) => {
    expect(() => define(keys)).toThrow(expect.objectContaining({ code: 'schema/column-unknown', message: expect.stringContaining('it has id') as string }));
  });

  test.each([
    ['a dictionary', required(dictionary, { id: 2, nestedIds: [3, 4], doc: 'Key.' })],
    ['a double', required(double, { id: 2, doc: 'Key.' })],
  ])('fails when a key is %s', (_, key) => {
    expect(() => define({ columns: { id, key }, sortBy: ['key'] })).toThrow(
      error(
        'schema/key-not-comparable',
        `defining table 'events': column 'key' of type ${key.type.name} cannot be a partition or sort key`,
        'use a column of text, number, date or timestamp',
      ),
    );
  });

  test('fails when a partition column may be null', () => {
    expect(() => define({ columns: { id, day: optional(date, { id: 2, doc: 'Day.' }) }, partitionBy: ['day'] })).toThrow(
      error(
        'schema/partition-nullable',
        "defining table 'events': partition column 'day' may be null, and a partition needs a value",
        "declare 'day' with required(…)",
      ),
    );
  });

  test('gives every table the common properties, its own, and the metrics of its columns', () => {
    const seen = required(text, { id: 2, doc: 'Seen.', metrics: 'full' });
    const table = defineTable({ name: 'events', doc: 'A row.', columns: { id, seen }, properties: { 'write.target-file-size-bytes': '1', 'my.own': 'x' } });

    expect(table.properties).toMatchObject({
      'format-version': '2',
      'write.target-file-size-bytes': '1',
      'write.metadata.metrics.column.seen': 'full',
      'my.own': 'x',
    });
    expect(table).toMatchObject({ namespace: 'analytics', partitionBy: [], sortBy: [], hot: { orderBy: [], ttlDays: 7 } });
  });

  test('fails when a frozen table is changed', () => {
    expect(() => Object.assign(logs, { name: 'other' })).toThrow(TypeError);
    expect(() => Object.assign(logs.columns, { other: id })).toThrow(TypeError);
    expect(() => Object.assign(logs.columns.level, { id: 1 })).toThrow(TypeError);
  });
});
