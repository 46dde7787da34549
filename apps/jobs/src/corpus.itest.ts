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

if (corpus === undefined) process.stdout.write('NOT RUN: the corpus test; set LOGEX_CORPUS to a folder of real logs with a README of their counts\n');

test(corpus === undefined ? 'without LOGEX_CORPUS no corpus is read' : `the corpus has the counts of its README`, async () => {
  if (corpus === undefined) {
    expect(expectedCounts('| access/a.log | s | l | 3 | 2 | 0 | 0 | 1 |')).toEqual([{ file: 'access/a.log', lines: 3, accepted: 2 }]);
    return;
  }
  const expected = expectedCounts(readFileSync(join(corpus, 'README.md'), 'utf8'));
  const folders = readdirSync(corpus, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => join(corpus, name));
  const warehouse = temporaryFolder();
  const summary = await ingest({ input: folders, warehouse });

  const report = await audit(warehouse);
  expect(report.balanced).toBe(true);
  expect(report.files.map(({ file, lines, accepted }) => ({ file: file.slice(corpus.length + 1), lines, accepted })).sort((a, b) => (a.file < b.file ? -1 : 1)))
    .toEqual(expected.sort((a, b) => (a.file < b.file ? -1 : 1)));
  for (const { lines, accepted, rejected } of report.files) expect(accepted + rejected).toBe(lines);

  const reasons = await query(warehouse, 'SELECT reason, count() AS lines FROM {logs_rejected} GROUP BY reason');
  for (const { reason } of reasons) expect(rejectReasonCodes).toContain(reason);
  expect(summary.rejected).toBe(reasons.reduce((sum, { lines }) => sum + Number(lines), 0));
}, 120_000);
