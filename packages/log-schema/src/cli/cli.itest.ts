import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@logex/testing';
import { describe, expect, test } from 'vitest';

const main = join(import.meta.dirname, 'main.ts');

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
  readonly json: unknown;
}

function run(...args: string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=@logex/source', '--no-warnings', main, ...args], { encoding: 'utf8' });
  return { code: status, out: stdout, error: stderr, json: args.includes('--json') ? JSON.parse(stdout) : undefined };
}

const moduleText = (columns: string, rest = ''): string => `
import { defineTable, logicalTypes, optional, required } from '${new URL('../index.ts', import.meta.url).href}';
export const parcels = defineTable({
  name: 'parcels',
  doc: 'One parcel per row.',
  columns: { sent_at: required(logicalTypes.timestamp, { id: 1, doc: 'When it was sent.' }), ${columns} },
  ${rest}
});
`;
const weight = "weight: optional(logicalTypes.integer, { id: 2, doc: 'Grams.' }),";
const town = "town: optional(logicalTypes.text, { id: 3, doc: 'Town.' }),";

describe('a schema of somebody else', () => {
  const folder = temporaryFolder();
  const schema = join(folder, 'schema.ts');
  const recorded = join(folder, 'recorded');
  const write = (columns: string, rest?: string): void => writeFileSync(schema, moduleText(columns, rest));

  test('is recorded, compared and checked from version to version', () => {
    write(weight);
    expect(run('record', '1.0.0', '-s', schema)).toMatchObject({ code: 0, out: 'recorded 1.0.0\n' });
    expect(run('check', '-s', schema, '--json')).toMatchObject({ code: 0, json: { since: '1.0.0', bump: 'none', changes: [], undeclared: [], unused: [] } });

    write(weight + town);
    expect(run('check', '-s', schema, '--json')).toMatchObject({ code: 0, json: { bump: 'minor', changes: [{ change: 'column-added parcels.town', breaking: false }] } });
    expect(run('diff', '-s', schema, '--statements', 'spark').out).toContain("ADD COLUMN `town` STRING COMMENT 'Town.' AFTER `weight`;");
    expect(run('record', '1.0.1', '-s', schema, '--json')).toMatchObject({ code: 2, json: { error: { code: 'schema/version-not-allowed', message: expect.stringContaining('ask for a minor bump') } } });
    expect(run('record', '1.1.0', '-s', schema).code).toBe(0);
    expect(run('record', '1.2.0', '-s', schema).out).toBe('1.2.0: nothing to record\n');

    write(town, 'retired: { weight: [2] },');
    const refused = run('check', '-s', schema);
    expect(refused.code).toBe(1);
    expect(refused.out).toContain('breaking  column-dropped parcels.weight: was optional integer');
    expect(refused.out).toContain('typescript: queries that name it fail');
    expect(run('record', '2.0.0', '-s', schema, '--json')).toMatchObject({ code: 2, json: { error: { code: 'schema/breaking-undeclared' } } });
    writeFileSync(join(recorded, 'declared.json'), JSON.stringify([{ change: 'column-dropped parcels.weight', reason: 'nobody weighs any more' }]));
    expect(run('check', '-s', schema, '--json')).toMatchObject({ code: 0, json: { bump: 'major', undeclared: [] } });
    expect(run('check', '-s', schema, '--since', '1.0.9', '--json')).toMatchObject({ json: { since: '1.0.0' } });
    expect(run('record', '1.9.0', '-s', schema).error).toContain('ask for a major bump');
    expect(run('record', '2.0.0', '-s', schema).code).toBe(0);
    expect(JSON.parse(readFileSync(join(recorded, 'declared.json'), 'utf8'))).toEqual([]);

    const history = run('history', '-s', schema).out;
    expect(history).toContain('1.1.0  minor, 1 tables');
    expect(history).toContain('declared  column-dropped parcels.weight: nobody weighs any more');
    expect(run('diff', '1.0.0', '2.0.0', '-s', schema, '--json').json).toMatchObject({ from: '1.0.0', to: '2.0.0', bump: 'major' });
  }, 120_000);

  test('fails when files or versions are not there, or are something else', () => {
    const empty = join(folder, 'empty.ts');
    writeFileSync(empty, 'export const none = 1;\n');
    const broken = join(folder, 'broken');
    mkdirSync(broken);
    writeFileSync(join(broken, '1.0.0.json'), '{"version":"1.0.0"}');

    expect(run('check', '-s', join(folder, 'no.ts'), '--json')).toMatchObject({ code: 2, json: { error: { code: 'schema/file-not-readable' } } });
    expect(run('check', '-s', empty, '--json')).toMatchObject({ code: 2, json: { error: { code: 'schema/module-without-tables' } } });
    expect(run('check', '-r', join(folder, 'nothing'), '--json')).toMatchObject({ code: 2, json: { error: { code: 'schema/version-not-recorded' } } });
    expect(run('check', '-r', broken, '--json')).toMatchObject({ code: 2, json: { error: { code: 'schema/file-not-readable', message: expect.stringContaining('tables: ') } } });
    expect(run('diff', '7.0.0').code).toBe(2);
    expect(run('nonsense').code).toBe(2);
    expect(run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('history') });
  }, 60_000);
});

test('the schema of this package is the newest recorded version, and every step to it was allowed', () => {
  const check = run('check', '--json');
  expect(check).toMatchObject({ code: 0, json: { bump: 'none' } });
  const versions = run('history', '--json').json as { version: string; bump?: string }[];
  expect(versions.slice(0, 2)).toMatchObject([{ version: '0.1.0' }, { version: '0.2.0', bump: 'minor' }]);
}, 30_000);
