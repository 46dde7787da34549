import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@logex/testing';
import { beforeAll, expect, test } from 'vitest';
import { fileText, jsonLine, times } from '../__fixtures__/log-lines.ts';
import { query, snapshotIds } from '../__fixtures__/table-rows.ts';
import { ingest } from '../ingest/ingest.ts';
import { aggregateSql } from './custom-sql.ts';

const folder = temporaryFolder();
const warehouse = join(folder, 'warehouse');

beforeAll(async () => {
  mkdirSync(join(folder, 'input'));
  writeFileSync(join(folder, 'input', 'a.json'), fileText(times(30, jsonLine)));
  await ingest({ input: [join(folder, 'input')], warehouse });
});

/** A file with a statement. */
function sqlFile(name: string, sql: string): string {
  const path = join(folder, name);
  writeFileSync(path, sql);
  return path;
}

test('the result of a SELECT becomes the rows of a table named after the file, and replaces them next time', async () => {
  const file = sqlFile('Errors by-logger.sql', "SELECT logger, count() AS errors, max(timestamp) AS last_seen FROM logs WHERE level = 'ERROR' GROUP BY logger;\n");

  const summary = await aggregateSql({ warehouse, file });

  expect(summary.tables).toMatchObject([{ table: 'errors_by_logger', rows: 5 }]);
  const expected = await query(warehouse, "SELECT logger, count() AS errors, max(timestamp) AS last_seen FROM {logs} WHERE level = 'ERROR' GROUP BY logger ORDER BY logger");
  expect(await query(warehouse, 'SELECT * FROM {errors_by_logger} ORDER BY logger')).toEqual(expected);
  await aggregateSql({ warehouse, file });
  expect(await query(warehouse, 'SELECT count() AS rows FROM {errors_by_logger}')).toEqual([{ rows: '5' }]);
});

test('--into names the table; analytics.logs and tables of one\'s own can be read', async () => {
  await aggregateSql({ warehouse, into: 'per_level', file: sqlFile('a.sql', 'SELECT level, count() AS lines FROM analytics.logs GROUP BY level') });
  await aggregateSql({ warehouse, into: 'levels', file: sqlFile('b.sql', 'SELECT count() AS levels, sum(lines) AS lines FROM per_level') });

  expect(await query(warehouse, 'SELECT toString(levels) AS levels, toString(lines) AS lines FROM {levels}')).toEqual([{ levels: '3', lines: '30' }]);
});

test('a dry run makes no table', async () => {
  expect(await aggregateSql({ warehouse, dryRun: true, file: sqlFile('dry.sql', 'SELECT 1 AS one') })).toMatchObject({ dryRun: true });
  expect(existsSync(join(warehouse, 'analytics', 'dry'))).toBe(false);
});

test.each([
  ['an unknown column', 'SELECT no_such_column FROM logs', 'no_such_column'],
  ['an unknown table', 'SELECT * FROM no_such_table', 'no_such_table'],
  ['a statement that is no SELECT', 'DROP TABLE logs', 'Syntax error'],
  ['two statements', 'SELECT 1 AS a; SELECT 2 AS a', 'Syntax error'],
  ['no statement', '', ''],
  ['an error while it runs', "SELECT throwIf(line > 3, 'too far') AS x FROM (SELECT ingest_line AS line FROM logs)", 'too far'],
])('fails when the statement is %s: the file is named, its table is as it was', async (_what, sql, seen) => {
  await aggregateSql({ warehouse, into: 'kept', file: sqlFile('good.sql', 'SELECT 7 AS x') });
  const before = await snapshotIds(warehouse, ['kept', 'logs']);
  const file = sqlFile('bad.sql', sql);

  await expect(aggregateSql({ warehouse, into: 'kept', file })).rejects.toMatchObject({
    code: 'jobs/statement-failed', kind: 'usage', message: expect.stringMatching(new RegExp(`bad\\.sql.*${seen}`, 's')) as string,
  });

  expect(await snapshotIds(warehouse, ['kept', 'logs'])).toEqual(before);
  expect(await query(warehouse, 'SELECT toString(x) AS x FROM {kept}')).toEqual([{ x: '7' }]);
});

test.each(['logs', 'logs_rejected', 'ingested_files', 'daily_summary'])('fails when the table is one of the schema: %s', async (into) => {
  const before = await snapshotIds(warehouse, ['logs']);

  await expect(aggregateSql({ warehouse, into, file: sqlFile('c.sql', 'SELECT 1 AS one') })).rejects.toMatchObject({ code: 'jobs/option-not-allowed', kind: 'usage' });
  expect(await snapshotIds(warehouse, ['logs'])).toEqual(before);
});

test.each(['', '../outside', 'Logs', 'a b', 'a/b', '1st', '.'])('fails when the table has a name that none can have: %j', async (into) => {
  await expect(aggregateSql({ warehouse, into, file: sqlFile('d.sql', 'SELECT 1 AS one') })).rejects.toMatchObject({ kind: 'usage' });
  expect(existsSync(join(warehouse, 'outside'))).toBe(false);
});

test('fails when the file is not there, or a column has a type that tables cannot hold', async () => {
  await expect(aggregateSql({ warehouse, file: join(folder, 'none.sql') })).rejects.toMatchObject({ code: 'jobs/file-unreadable', kind: 'usage', message: expect.stringContaining('none.sql') as string });
  await expect(aggregateSql({ warehouse, file: sqlFile('e.sql', "SELECT CAST('a', 'Enum8(\\'a\\' = 1)') AS e, [1, 2] AS list") })).rejects.toMatchObject({ kind: 'usage' });
});

test('fails when the columns are others than those of the table that is there; it keeps its rows', async () => {
  await aggregateSql({ warehouse, into: 'shape', file: sqlFile('f.sql', "SELECT 'a' AS name") });

  const second = await aggregateSql({ warehouse, into: 'shape', file: sqlFile('f.sql', "SELECT 'b' AS other, 1 AS n") }).catch((error: unknown) => error);

  expect(second).toMatchObject({ kind: 'usage' });
  expect(await query(warehouse, 'SELECT * FROM {shape}')).toEqual([{ name: 'a' }]);
});
