import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rejectReasonCodes } from '@logex/log-schema';
import { temporaryFolder } from '@logex/testing';
import { expect, test } from 'vitest';
import { query } from './__fixtures__/table-rows.ts';
import { audit } from './audit/audit.ts';
import { ingest } from './ingest/ingest.ts';

const corpus = process.env['LOGEX_CORPUS'];

/** What the README of a corpus says of a file. */
interface Expected {
  readonly file: string;
  readonly lines: number;
  readonly accepted: number;
}

/** Column of the README's tables that counts the lines that are no logs: of access logs 'neither', of JSON 'not JSON'. */
const refusedColumn = { access: 7, json: 5 } as const;

/** Reads the tables of the README: rows that begin with a file in a folder of its family. */
function expectedCounts(readme: string): Expected[] {
  const rows = readme.split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  return rows.filter(([file]) => /^(?:access|json)\//.test(file ?? '')).map((cells) => {
    const [file = ''] = cells;
    const lines = Number(cells[3]);
    const refused = cells[refusedColumn[file.startsWith('json/') ? 'json' : 'access']];
    return { file, lines, accepted: lines - Number.parseInt(refused ?? '', 10) };
  });
}

/** Ingests the corpus and compares the counts of each file with those of its README. */
async function expectCountsOf(folder: string): Promise<void> {
  const byFile = (a: { readonly file: string }, b: { readonly file: string }): number => (a.file < b.file ? -1 : 1);
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  const warehouse = temporaryFolder();
  const summary = await ingest({ input: folders, warehouse });

  const report = await audit(warehouse);
  expect(report.balanced).toBe(true);
  const found = report.files.map(({ file, lines, accepted }) => ({ file: file.slice(folder.length + 1), lines, accepted }));
  expect(found.sort(byFile)).toEqual(expectedCounts(readFileSync(join(folder, 'README.md'), 'utf8')).sort(byFile));
  for (const { lines, accepted, rejected } of report.files) expect(accepted + rejected).toBe(lines);

  const reasons = await query(warehouse, 'SELECT reason, count() AS lines FROM {logs_rejected} GROUP BY reason');
  for (const { reason } of reasons) expect(rejectReasonCodes).toContain(reason);
  expect(summary.rejected).toBe(reasons.reduce((sum, { lines }) => sum + Number(lines), 0));
}

if (corpus === undefined) {
  process.stdout.write('NOT RUN: the corpus test; set LOGEX_CORPUS to a folder of real logs with a README of their counts\n');
} else {
  test('a corpus has the counts of its README', () => expectCountsOf(corpus), 120_000);
}

test('counts are read off the tables of a README', () => {
  const readme = '| access/a.log | s | l | 3 | 2 | 0 | 0 | 1 |\n| json/b.json | s | l | 5 | 5 | 0 (a `x | ` prefix) |';
  expect(expectedCounts(readme)).toEqual([
    { file: 'access/a.log', lines: 3, accepted: 2 },
    { file: 'json/b.json', lines: 5, accepted: 5 },
  ]);
});
