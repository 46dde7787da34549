import { expectGolden } from '@logex/testing';
import { describe, expect, test } from 'vitest';
import { changeText } from '../cli/change-text.ts';
import { evolution } from '../index.ts';
import { ordersHistory } from './__fixtures__/orders-history.ts';

const { changeName, checkSchema, compareSchemas, compareTables, consumers, isBreaking, requiredBump, schemaStatements, statementEngines, verdictsByKind } = evolution;

type Table = evolution.RecordedTable;

const golden = (name: string): URL => new URL(`__golden__/${name}`, import.meta.url);
const pairs = ordersHistory.slice(1).map((to, index) => [ordersHistory[index] ?? to, to] as const);

describe.each(pairs.map(([from, to]) => [`${from.version}-${to.version}`, from, to] as const))('orders %s', (name, from, to) => {
  test('has its changes, each with whom it breaks', () => {
    expectGolden([`bump: ${requiredBump(compareSchemas(from, to))}`, ...compareSchemas(from, to).map(changeText)].join('\n'), golden(`${name}.changes.txt`));
  });

  test.each(statementEngines)('has its statements for %s', (engine) => {
    const end = engine === 'iceberg' ? '' : ';';
    const texts = schemaStatements(from, to, engine).map(({ table, statements }) => [`-- ${table}`, ...statements.map((line) => `${line}${end}`)].join('\n'));
    expectGolden(texts.join('\n\n'), golden(`${name}.${engine}.${engine === 'iceberg' ? 'txt' : 'sql'}`));
  });
});

const orders = ordersHistory[0]?.tables[0] as Table;
const last = ordersHistory[2]?.tables[0] as Table;

/** The table with columns replaced, added, or, where undefined, taken away. */
const withColumns = (table: Table, columns: Record<string, Partial<evolution.RecordedColumn> | undefined>): Table => {
  const all = Object.keys({ ...table.columns, ...columns }).flatMap((name) => {
    const change = name in columns ? columns[name] : {};
    return change === undefined ? [] : [[name, { ...(table.columns[name] ?? { type: 'text', required: false, doc: '' }), ...change }] as const];
  });
  return { ...table, columns: Object.fromEntries(all) as Table['columns'] };
};

const column = (table: Table, name: string): evolution.RecordedColumn => table.columns[name] as evolution.RecordedColumn;
const reversed = (table: Table): Table => ({ ...table, columns: Object.fromEntries(Object.entries(table.columns).toReversed()) });

/** One change of each kind of column and table. */
const cases: readonly (readonly [kind: evolution.ChangeKind, from: Table, to: Table])[] = [
  ['column-added', orders, withColumns(orders, { tip: { id: 9 } })],
  ['required-column-added', orders, withColumns(orders, { tip: { id: 9, required: true } })],
  ['column-dropped', orders, { ...withColumns(orders, { note: undefined }), retired: { note: [2] } }],
  ['id-not-retired', orders, withColumns(orders, { note: undefined })],
  ['column-renamed', orders, withColumns(orders, { note: undefined, remark: { ...column(orders, 'note'), formerly: ['note'] } })],
  ['id-reused', orders, withColumns(orders, { note: undefined, remark: column(orders, 'note') })],
  ['id-reused', last, withColumns(last, { other: { id: 10 } })],
  ['id-reused', orders, withColumns(orders, { tip: { id: 6 } })],
  ['id-changed', orders, withColumns(orders, { note: { id: 9 } })],
  ['id-changed', orders, withColumns(orders, { labels: { nestedIds: [9, 10] } })],
  ['id-not-next', { ...last, retired: {} }, withColumns({ ...last, retired: {} }, { tip: { id: 2 } })],
  ['type-widened', orders, withColumns(orders, { amount: { type: 'long' } })],
  ['type-changed', orders, withColumns(orders, { amount: { type: 'double' } })],
  ['type-changed', last, withColumns(last, { amount: { type: 'integer' } })],
  ['made-optional', orders, withColumns(orders, { status: { required: false } })],
  ['made-required', orders, withColumns(orders, { note: { required: true } })],
  ['columns-reordered', orders, reversed(orders)],
  ['doc-changed', orders, withColumns(orders, { note: { doc: 'Words.' } })],
  ['doc-changed', orders, { ...orders, doc: 'An order per row.' }],
  ['low-cardinality-changed', orders, withColumns(orders, { note: { lowCardinality: true } })],
  ['policy-changed', orders, withColumns(orders, { note: { policy: 'hash' } })],
  ['partitions-changed', orders, { ...orders, partitionBy: [] }],
  ['sort-order-changed', orders, { ...orders, sortBy: ['amount'] }],
  ['hot-order-changed', orders, { ...orders, hot: { ...orders.hot, orderBy: ['amount'] } }],
  ['hot-retention-changed', orders, { ...orders, hot: { ...orders.hot, ttlDays: 3 } }],
  ['property-changed', orders, { ...orders, properties: { ...orders.properties, 'gc.enabled': 'false' } }],
];

test.each(cases)('tells the change %s', (kind, from, to) => {
  expect(compareTables(from, to).map((change) => change.kind)).toContain(kind);
  expect(compareTables(from, from)).toEqual([]);
});

const schema = (version: string, tables: readonly Table[], rest: Partial<evolution.RecordedSchema> = {}): evolution.RecordedSchema => ({ version, tables: [...tables], aggregates: {}, ...rest });
const daily = { source: 'orders', bucket: 'day', dimensions: ['partition_date'], values: { order_count: 'countRows()' }, top: '10 by order_count' } as const;
const aggregate = (change: object): evolution.RecordedSchema => schema('1.0.0', [], { aggregates: { daily: { ...daily, dimensions: [...daily.dimensions], ...change } } });
const formats = { parserVersion: '1', json: { level: 'level: level' }, access: '^a' };

const schemaCases: readonly (readonly [kind: evolution.ChangeKind, from: evolution.RecordedSchema, to: evolution.RecordedSchema])[] = [
  ['table-added', schema('1.0.0', []), schema('1.1.0', [orders])],
  ['table-dropped', schema('1.0.0', [orders]), schema('2.0.0', [])],
  ['aggregate-changed', aggregate({}), aggregate({ filter: 'isNotNull(note)' })],
  ['aggregate-changed', aggregate({}), aggregate({ values: { order_count: 'countDistinct(note)' } })],
  ['aggregate-changed', aggregate({}), aggregate({ top: '5 by order_count' })],
  ['aggregate-extended', aggregate({}), aggregate({ top: '20 by order_count' })],
  ['format-changed', schema('1.0.0', [], { formats }), schema('1.1.0', [], { formats: { ...formats, parserVersion: '2', json: { level: 'level: level, lvl' } } })],
  ['format-unversioned', schema('1.0.0', [], { formats }), schema('1.1.0', [], { formats: { ...formats, access: '^b' } })],
];

test.each(schemaCases)('tells the change %s of a schema', (kind, from, to) => {
  expect(compareSchemas(from, to).map((change) => change.kind)).toEqual([kind]);
});

test('every kind of change is among the ones told, and EVOLUTION.md is the table of them', () => {
  const told = new Set([...cases, ...schemaCases].map(([kind]) => kind));
  const kinds = Object.keys(verdictsByKind) as evolution.ChangeKind[];
  expect(kinds.filter((kind) => !told.has(kind))).toEqual([]);

  const cell = (verdict: evolution.Verdict): string => `${verdict.safe ? 'safe' : '**breaking**'}: ${verdict.reason}`;
  const bump = (kind: evolution.ChangeKind): string => requiredBump([{ kind, subject: '' }]);
  const rows = kinds.map((kind) => [`\`${kind}\``, bump(kind), ...consumers.map((consumer) => cell(verdictsByKind[kind][consumer]))].join(' | '));
  expectGolden([
    '# Changes of a schema',
    '',
    'What each change does to who reads the tables, and the version bump that it asks for. Generated; run `npm run golden:update` after a change.',
    'A column that a MergeTree table is divided or sorted by cannot be altered there: its hot table is built anew from Iceberg.',
    '',
    '| change | bump | Iceberg | Spark | ClickHouse | TypeScript |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n'), new URL('../../EVOLUTION.md', import.meta.url));
});

test('a key of the hot table that changes means a new hot table', () => {
  const renamed: Table = { ...withColumns(orders, { placed_at: undefined, at: { ...column(orders, 'placed_at'), formerly: ['placed_at'] } }), hot: { ...orders.hot, orderBy: ['at'] } };
  const [change] = compareTables(orders, renamed);

  expect(change).toMatchObject({ kind: 'column-renamed', isKey: true });
  expect(evolution.clickhouseAlterations(orders, evolution.tableOfRecord(renamed)).join('\n')).toContain('DROP TABLE IF EXISTS shop.orders_hot SYNC');
  expect(evolution.clickhouseAlterations(orders, evolution.tableOfRecord(renamed), { expires: false }).join('\n')).not.toContain('TTL');
});

describe('a check', () => {
  const [one, two, three] = ordersHistory as [evolution.RecordedSchema, evolution.RecordedSchema, evolution.RecordedSchema];

  test('passes safe changes and asks for a minor bump', () => {
    expect(checkSchema(one, two)).toMatchObject({ since: '1.0.0', bump: 'minor', undeclared: [], unused: [] });
    expect(checkSchema(two, two).bump).toBe('none');
    const words = withColumns(orders, { note: { doc: 'Words.' } });
    expect(checkSchema(schema('1.0.0', [orders]), schema('1.0.1', [words])).bump).toBe('patch');
  });

  test('fails when a breaking change is not declared', () => {
    const breaking = compareSchemas(two, three).filter(isBreaking).map(changeName);
    const [missing, ...declared] = breaking;

    expect(checkSchema(two, three)).toMatchObject({ bump: 'major', undeclared: breaking });
    expect(checkSchema(two, three, declared.map((change) => ({ change, reason: 'wanted' }))).undeclared).toEqual([missing]);
    expect(checkSchema(two, three, [...breaking, 'table-dropped x'].map((change) => ({ change, reason: 'wanted' })))).toMatchObject({ undeclared: [], unused: ['table-dropped x'] });
  });
});

describe('statements', () => {
  test.each([
    ['a required column is added', orders, withColumns(orders, { tip: { id: 9, required: true } })],
    ['an id is given again', orders, withColumns(orders, { note: undefined, remark: column(orders, 'note') })],
    ['a type narrows', last, withColumns(last, { amount: { type: 'integer' } })],
    ['nulls are forbidden', orders, withColumns(orders, { note: { required: true } })],
  ])('fails when %s', (_what, from, to) => {
    const table = evolution.tableOfRecord(to);
    expect(() => evolution.icebergUpdates(from, table)).toThrow('it cannot make the change');
    expect(() => evolution.sparkAlterations(from, table, { catalog: 'lake' })).toThrow('it cannot make the change');
  });

  test('fails when partitions of an Iceberg table change, or when Spark would give another id', () => {
    expect(() => evolution.icebergUpdates(orders, evolution.tableOfRecord({ ...orders, partitionBy: [] }))).toThrow('change its partitions');
    expect(() => evolution.sparkAlterations(orders, evolution.tableOfRecord(withColumns(orders, { tip: { id: 9 } })), { catalog: 'lake', lastColumnId: 12 })).toThrow('the next one is 13');
  });

  test('fails when a record names a type that is not there', () => {
    expect(() => evolution.tableOfRecord(withColumns(orders, { note: { type: 'uuid' } }))).toThrow("column 'note' is of type 'uuid'");
  });
});

test('a record is the same schema again', () => {
  expectGolden(JSON.stringify(ordersHistory, undefined, 1), golden('orders-history.json'));
  for (const record of ordersHistory) {
    expect(evolution.recordedSchemaShape.parse(JSON.parse(JSON.stringify(record)))).toEqual(record);
    for (const table of record.tables) expect(compareTables(table, evolution.recordTable(evolution.tableOfRecord(table)))).toEqual([]);
  }
});
