import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@logex/testing';
import { describe, expect, test } from 'vitest';
import { runSchemaProgram } from './schema-program.ts';

interface Run {
  readonly code: number;
  readonly out: string;
  readonly error: string;
  readonly json: unknown;
}

async function run(...args: string[]): Promise<Run> {
  const texts = { out: '', error: '' };
  const code = await runSchemaProgram(args, { out: (text) => void (texts.out += text), error: (text) => void (texts.error += text) });
  return { code, ...texts, json: args.includes('--json') ? JSON.parse(texts.out) : undefined };
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
  const recorded = join(folder, 'recorded');
  /** Options of a schema in a file of its own: a module is loaded once. */
  const schemaOf = (name: string, columns: string, rest?: string): string[] => {
    writeFileSync(join(folder, `${name}.ts`), moduleText(columns, rest));
    return ['-s', join(folder, `${name}.ts`), '-r', recorded];
  };

  test('is recorded, compared and checked from version to version', async () => {
    const first = schemaOf('first', weight);
    expect(await run('record', '1.0.0', ...first)).toMatchObject({ code: 0, out: 'recorded 1.0.0\n' });
    expect(await run('check', ...first, '--json')).toMatchObject({ code: 0, json: { since: '1.0.0', bump: 'none', changes: [], undeclared: [], unused: [] } });

    const second = schemaOf('second', weight + town);
    expect(await run('check', ...second, '--json')).toMatchObject({ code: 0, json: { bump: 'minor', changes: [{ change: 'column-added parcels.town', breaking: false }] } });
    expect((await run('diff', ...second, '--statements', 'spark')).out).toContain("ADD COLUMN `town` STRING COMMENT 'Town.' AFTER `weight`;");
    expect(await run('record', '1.0.1', ...second, '--json')).toMatchObject({ code: 2, json: { error: { code: 'schema/version-not-allowed', message: expect.stringContaining('ask for a minor bump') } } });
    expect((await run('record', '1.1.0', ...second)).code).toBe(0);
    expect((await run('record', '1.2.0', ...second)).out).toBe('1.2.0: nothing to record\n');
    expect(await run('record', '1.0.0', ...second)).toMatchObject({ code: 2, error: expect.stringContaining('is recorded already') });

    const third = schemaOf('third', town, 'retired: { weight: [2] },');
    const refused = await run('check', ...third);
    expect(refused.code).toBe(1);
    expect(refused.out).toContain('breaking  column-dropped parcels.weight: was optional integer');
    expect(refused.out).toContain('typescript: queries that name it fail');
    expect(await run('record', '2.0.0', ...third, '--json')).toMatchObject({ code: 2, json: { error: { code: 'schema/breaking-undeclared' } } });
    writeFileSync(join(recorded, 'declared.json'), JSON.stringify([{ change: 'column-dropped parcels.weight', reason: 'nobody weighs any more' }]));
    expect(await run('check', ...third, '--json')).toMatchObject({ code: 0, json: { bump: 'major', undeclared: [] } });
    expect(await run('check', ...third, '--since', '1.0.9', '--json')).toMatchObject({ json: { since: '1.0.0' } });
    expect((await run('record', '1.9.0', ...third)).error).toContain('ask for a major bump');
    expect((await run('record', '2.0.0', ...third)).code).toBe(0);
    expect(JSON.parse(readFileSync(join(recorded, 'declared.json'), 'utf8'))).toEqual([]);
    expect(await run('check', ...third, '--since', '1.1.0', '--json')).toMatchObject({ code: 0, json: { since: '1.1.0', bump: 'major', undeclared: [] } });

    const history = (await run('history', ...third)).out;
    expect(history).toContain('1.1.0  minor, 1 tables');
    expect(history).toContain('declared  column-dropped parcels.weight: nobody weighs any more');
    expect((await run('diff', '1.0.0', '2.0.0', ...third, '--json')).json).toMatchObject({ from: '1.0.0', to: '2.0.0', bump: 'major' });
  });

  test('fails when files or versions are not there, or are something else', async () => {
    const empty = join(folder, 'empty.ts');
    writeFileSync(empty, 'export const none = 1;\n');
    const broken = join(folder, 'broken');
    mkdirSync(broken);
    writeFileSync(join(broken, '1.0.0.json'), '{"version":"1.0.0"}');

    expect(await run('check', '-s', join(folder, 'no.ts'), '--json')).toMatchObject({ code: 2, json: { error: { code: 'schema/file-not-readable' } } });
    expect(await run('check', '-s', empty, '--json')).toMatchObject({ code: 2, json: { error: { code: 'schema/module-without-tables' } } });
    expect(await run('check', '-r', join(folder, 'nothing'), '--json')).toMatchObject({ code: 2, json: { error: { code: 'schema/version-not-recorded' } } });
    expect(await run('check', '-r', broken, '--json')).toMatchObject({ code: 2, json: { error: { code: 'schema/file-not-readable', message: expect.stringContaining('tables: ') } } });
    expect((await run('diff', '7.0.0')).code).toBe(2);
    expect((await run('nonsense')).code).toBe(2);
    expect((await run('check', '--nonsense')).code).toBe(2);
  });
});

test('the schema of this package is the newest recorded version, and every step to it was allowed', async () => {
  expect(await run('check', '--json')).toMatchObject({ code: 0, json: { bump: 'none' } });
  expect((await run('history', '--json')).json).toMatchObject([{ version: '0.1.0' }, { version: '0.2.0', bump: 'minor' }]);
});

test('is a program', () => {
  const { status, stdout } = spawnSync(process.execPath, ['--conditions=@logex/source', '--no-warnings', join(import.meta.dirname, 'main.ts'), '--help'], { encoding: 'utf8' });

  expect(status).toBe(0);
  expect(stdout).toContain('history');
}, 60_000);
