import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aggregates, baseTables, logs } from '@logex/log-schema';
import { temporaryFolder } from '@logex/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { accessLine, fileText, jsonLine, times } from '../__fixtures__/log-lines.ts';
import { runCli } from '../__fixtures__/run-cli.ts';
import { query, snapshotIds, tableOf } from '../__fixtures__/table-rows.ts';
import { audit } from '../audit/audit.ts';
import { detect } from '../detect/detect.ts';
import { openForWriting } from '../engine/job-engine.ts';
import { stageTable } from '../engine/staged-table.ts';
import { commitSnapshot, readDataFiles } from '../iceberg/index.ts';
import { ingest } from '../ingest/ingest.ts';
import { warehouseAt } from '../warehouse/warehouse.ts';

const folder = temporaryFolder();
const input = join(folder, 'input');
const warehouse = join(folder, 'warehouse');
const schemaTables = [...baseTables, ...aggregates.map(({ table }) => table)].map(({ name }) => name);

beforeAll(async () => {
  mkdirSync(input);
  writeFileSync(join(input, 'a.json'), fileText([...times(8, (index) => jsonLine(index, { request_id: `r${index}`, took: index, ok: true })), '{"broken']));
  writeFileSync(join(input, 'b.log'), fileText([...times(4, (index) => accessLine(index)), jsonLine(9, { took: 'long' })]));
  await ingest({ input: [input], warehouse });
});

describe('compile', () => {
  test('prints the plans of jobs for a cluster, with holes, or writes them to a file', async () => {
    const printed = await runCli(['compile', 'ingest', '--settle', '30', '--json']);
    const file = join(folder, 'logex.jobs.json');
    const sql = join(folder, 'by_level.sql');
    writeFileSync(sql, 'SELECT level, count(*) AS lines FROM logs GROUP BY level');
    const written = await runCli(['compile', '-o', file, '--sql', sql, '--json']);

    expect(printed).toMatchObject({ code: 0, last: { version: 1, jobs: { ingest: [{ file: 'ingest.json', plan: { job: 'ingest' } }] } } });
    expect(printed.stdout).toContain('"paths":["${input}"]');
    expect(printed.stdout).toContain('"minAgeSeconds":30');
    expect(written).toMatchObject({ code: 0, last: { file, jobs: ['create-schema', 'ingest', 'aggregate', 'maintain'] } });
    const { jobs } = JSON.parse(readFileSync(file, 'utf8')) as { jobs: { aggregate: { file: string }[] } };
    expect(jobs.aggregate.map((plan) => plan.file)).toContain('by_level.json');
  });

  test('fails when a job is none that a cluster runs', async () => {
    expect(await runCli(['compile', 'detect'])).toMatchObject({ code: 2, stderr: expect.stringContaining('create-schema, ingest, aggregate, maintain') as string });
  });
});

describe('help and usage', () => {
  test('every command is in the help and has a help of its own', async () => {
    const help = await runCli(['--help']);
    const names = [...help.stdout.matchAll(/^ {2}([a-z-]+) /gm)].map((match) => match[1] ?? '').filter((name) => name !== 'help');

    expect(help.code).toBe(0);
    expect(names).toEqual(expect.arrayContaining(['create-schema', 'ingest', 'aggregate', 'audit', 'replay', 'detect', 'ask']));
    for (const name of names) {
      const own = await runCli([name, '--help']);
      expect({ name, code: own.code }).toEqual({ name, code: 0 });
      expect(own.stdout).toMatch(name === 'ask' ? /top-errors \[options\]/ : /--json/);
    }
  });

  test.each([
    ['no command', [], ''],
    ['an unknown command', ['gather'], 'gather'],
    ['an unknown option', ['audit', '-w', warehouse, '--where', 'x'], '--where'],
    ['a missing option', ['ingest', '--input', 'x'], '--warehouse'],
    ['a size that is none', ['ingest', '-i', 'x', '-w', 'y', '--batch-size', 'much'], 'much'],
    ['a size of nothing', ['ingest', '-i', 'x', '-w', 'y', '--batch-size', '0'], '0'],
    ['a reason that is none', ['replay', '-w', warehouse, '--reason', 'bored'], 'bored'],
    ['a target that is none', ['create-schema', '--print', 'oracle'], 'oracle'],
    ['create-schema without a warehouse', ['create-schema'], '--warehouse'],
    ['a number of lines that is none', ['detect', '-i', input, '--lines', 'many'], 'many'],
    ['a warehouse without tables', ['audit', '-w', join(folder, 'none')], 'none'],
  ] as const)('fails when there is %s: exit code 2 and a message that names it', async (_what, args, named) => {
    const run = await runCli(args);

    expect(run.code).toBe(2);
    expect(run.stderr).toContain(named);
    expect(run.stdout).toBe('');
  });
});

test('with --json the last line of every command is its result', async () => {
  const own = join(folder, 'json', 'warehouse');
  const sql = join(folder, 'json.sql');
  writeFileSync(sql, 'SELECT count() AS lines FROM logs');
  const runs = [
    [['create-schema', '-w', own], { job: 'create-schema', dryRun: false }],
    [['ingest', '-i', input, '-w', own], { job: 'ingest', engine: 'embedded', lines: 14, accepted: 13, rejected: 1, reasons: { 'invalid-json': 1 } }],
    [['ingest', '-i', input, '-w', own, '--dry-run'], { job: 'ingest', dryRun: true, files: { unchanged: 2 } }],
    [['aggregate', '-w', own], { job: 'aggregate' }],
    [['aggregate', '-w', own, '--sql', sql], { job: 'aggregate', tables: [{ table: 'json', rows: 1 }] }],
    [['replay', '-w', own], { job: 'replay', read: 1, moved: 0 }],
    [['audit', '-w', own], { job: 'audit', balanced: true }],
    [['detect', '-i', input], { job: 'detect', lines: 14 }],
  ] as const;
  for (const [args, expected] of runs) {
    const run = await runCli([...args, '--json']);
    expect({ args, ...run }).toMatchObject({ args, code: 0, last: expected });
    expect(run.stdout.trim().split('\n')).toHaveLength(1);
  }
});

describe('create-schema', () => {
  test('makes every table, empty; a second time nothing', async () => {
    const own = join(folder, 'schema');
    const first = await runCli(['create-schema', '-w', own, '--json']);
    const ids = await snapshotIds(own, schemaTables);
    const second = await runCli(['create-schema', '-w', own, '--json']);

    const states = (run: typeof first): string[] => (run.last as { tables: { state: string }[] }).tables.map(({ state }) => state);
    expect(states(first)).toEqual(schemaTables.map(() => 'created'));
    expect(states(second)).toEqual(schemaTables.map(() => 'exists'));
    expect(new Set(Object.values(ids))).toEqual(new Set([null]));
    expect(await runCli(['audit', '-w', own, '--json'])).toMatchObject({ code: 0, last: { balanced: true, files: [] } });
    expect(await runCli(['aggregate', '-w', own, '--json'])).toMatchObject({ code: 0 });
  });

  test('a dry run tells what is missing and makes nothing', async () => {
    const own = join(folder, 'dry');
    const run = await runCli(['create-schema', '-w', own, '--dry-run', '--json']);

    expect((run.last as { tables: { state: string }[] }).tables.every(({ state }) => state === 'missing')).toBe(true);
    expect(existsSync(own)).toBe(false);
  });

  test.each([['spark', 'CREATE TABLE'], ['clickhouse', 'MergeTree'], ['iceberg', '"fields"']])('prints the DDL of every table for %s, and writes nothing', async (target, seen) => {
    const run = await runCli(['create-schema', '--print', target]);

    expect(run.code).toBe(0);
    expect(run.stdout).toContain(seen);
    // The Iceberg form is a schema without a name, one for each table.
    const shown = target === 'iceberg' ? run.stdout.split('"schema-id"').slice(1).map((_text, index) => schemaTables[index]) : schemaTables.filter((name) => run.stdout.includes(name));
    expect(shown).toEqual(schemaTables);
  });
});

describe('audit', () => {
  test('tells the balance of every file', async () => {
    expect((await audit(warehouse)).files).toMatchObject([
      { file: join(input, 'a.json'), lines: 9, accepted: 8, rejected: 1, balanced: true },
      { file: join(input, 'b.log'), lines: 5, accepted: 5, rejected: 0, balanced: true },
    ]);
  });

  test('fails when rows are gone: exit code 1, and the file is named', async () => {
    const own = join(folder, 'lossy');
    await ingest({ input: [input], warehouse: own });
    const table = await tableOf(own, 'logs');
    const [lost] = await readDataFiles(table);
    await commitSnapshot(table, { operation: 'overwrite', addFiles: [], removeWhere: (file) => file.filePath === lost?.filePath });

    const run = await runCli(['audit', '-w', own, '--json']);
    const text = await runCli(['audit', '-w', own]);

    expect(run).toMatchObject({ code: 1, last: { balanced: false } });
    expect((run.last as { files: { difference: number }[] }).files.reduce((sum, { difference }) => sum + difference, 0)).toBe(lost?.recordCount);
    expect(text.code).toBe(1);
    expect(text.stdout).toMatch(/lines without a row/);
  });

  test('fails when a line is there twice', async () => {
    const own = join(folder, 'twice');
    await ingest({ input: [input], warehouse: own });
    const engine = await openForWriting(warehouseAt(own));
    const staged = await stageTable(engine, warehouseAt(own), logs);
    await engine.run(`INSERT INTO ${staged.name} SELECT * FROM icebergLocal('${join(own, 'analytics', 'logs')}/') WHERE ingest_line = 1 AND endsWith(ingest_file, 'a.json')`);
    const table = await tableOf(own, 'logs');
    await commitSnapshot(table, { operation: 'append', addFiles: await staged.place(table, 'again') });
    await engine.close();

    expect((await audit(own)).files[0]).toMatchObject({ repeated: 1, difference: -1, balanced: false });
  });
});

describe('detect', () => {
  test('tells formats, what would be rejected with an example, and fields without a column with their types', async () => {
    const before = readdirSync(warehouse);
    const report = await detect({ input: [input] });

    expect(report).toMatchObject({ files: 2, lines: 14, faults: [] });
    expect(report.found).toEqual(expect.arrayContaining([
      expect.objectContaining({ file: join(input, 'a.json'), format: 'json', reason: '', lines: 8, example: null }),
      expect.objectContaining({ file: join(input, 'a.json'), format: '', reason: 'invalid-json', lines: 1, example: '{"broken', exampleLine: 9 }),
      expect.objectContaining({ file: join(input, 'b.log'), format: 'combined', lines: 4 }),
      expect.objectContaining({ file: join(input, 'b.log'), format: 'json', lines: 1 }),
    ]));
    const fields = new Map(report.unknownFields.map((field) => [field.field, field]));
    expect(fields.get('took')).toMatchObject({ lines: 9, types: expect.arrayContaining(['Int64', 'String']) as string[] });
    expect(fields.get('request_id')).toMatchObject({ lines: 8, types: ['String'] });
    expect(fields.get('ok')).toMatchObject({ types: ['Bool'] });
    expect(fields.has('message')).toBe(false);
    expect(readdirSync(warehouse)).toEqual(before);
  });

  test('looks at the first lines alone when told so, and names files that cannot be read', async () => {
    const own = join(folder, 'odd');
    mkdirSync(own);
    writeFileSync(join(own, 'plain.json.gz'), fileText([jsonLine(1)]));
    writeFileSync(join(own, 'many.json'), fileText(times(50, (index) => jsonLine(index))));

    const report = await detect({ input: [own], linesPerFile: 10 });

    expect(report.lines).toBe(10);
    expect(report.faults).toMatchObject([{ path: join(own, 'plain.json.gz') }]);
  });
});

test('paths of the user start where the user stands', async () => {
  const own = join(folder, 'relative');
  mkdirSync(own);
  const run = await runCli(['ingest', '-i', '../input', '-w', 'w', '--json'], `cd '${own}' && exec "$@"`);

  expect(run).toMatchObject({ code: 0, last: { accepted: 13 } });
  expect(await query(join(own, 'w'), 'SELECT count() AS rows FROM {logs}')).toEqual([{ rows: '13' }]);
});
