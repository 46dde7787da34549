import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { temporaryFolder } from '@logex/testing';
import { beforeEach, expect, test } from 'vitest';
import { accessLine, fileText, jsonLine, times } from '../__fixtures__/log-lines.ts';
import { ledgerRow } from './batch-commit.ts';
import type { FilePart } from './file-part.ts';
import { knownFiles, planIngest, type IngestPlan } from './ingest-plan.ts';
import type { LedgerRow } from './ledger.ts';

const whole = 1e9;
let folder = '';
let file = '';
let ledger: LedgerRow[] = [];

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, 'a.json');
  ledger = [];
});

const plan = (partBytes = whole, files = [file]): Promise<IngestPlan> => planIngest(files, knownFiles(ledger), partBytes);

const linesOf = ({ path, firstByte, endByte }: FilePart): string[] =>
  readFileSync(path).subarray(firstByte, endByte).toString().split('\n').slice(0, endByte > 0 && readFileSync(path)[endByte - 1] === 10 ? -1 : undefined);

/** Writes parts to the ledger as read, as a job does. */
function record(parts: readonly FilePart[]): void {
  for (const part of parts) {
    const before = ledger.findLast((row) => row.path === part.path);
    const firstLine = part.firstLine ?? Number(before?.first_line ?? 1n) + Number(before?.rows_in ?? 0n);
    const lines = part.endByte === part.firstByte ? 0 : linesOf(part).length;
    ledger.push({ ...ledgerRow({ ...part, firstLine }, `batch-${ledger.length}`, new Date(ledger.length).toISOString()), state: 'done', rows_in: BigInt(lines), rows_accepted: BigInt(lines), rows_rejected: 0n });
  }
}

test('a file that was never seen is read whole', async () => {
  writeFileSync(file, fileText(times(3, jsonLine)));

  const { parts, unchanged } = await plan();

  expect(parts).toMatchObject([{ path: file, cause: 'new', firstByte: 0, endByte: statSync(file).size, firstLine: 1, compression: 'none', family: 'json' }]);
  expect(unchanged).toBe(0);
});

test('a file of the same size and time is unchanged', async () => {
  writeFileSync(file, fileText(times(3, jsonLine)));
  record((await plan()).parts);

  expect(await plan()).toMatchObject({ parts: [], unchanged: 1 });
});

test('of a file that has grown only the new lines are read', async () => {
  writeFileSync(file, fileText(times(3, jsonLine)));
  record((await plan()).parts);
  const before = statSync(file).size;
  appendFileSync(file, fileText([jsonLine(3), jsonLine(4)]));

  const { parts } = await plan();

  expect(parts).toMatchObject([{ cause: 'grown', firstByte: before, firstLine: 4 }]);
  expect(linesOf(parts[0]!)).toEqual([jsonLine(3), jsonLine(4)]);
  record(parts);
  appendFileSync(file, fileText([jsonLine(5)]));
  expect((await plan()).parts).toMatchObject([{ cause: 'grown', firstLine: 6 }]);
});

test.each([['\n', 'a line break'], ['\r\n', 'a carriage return and a line break']])('a last line without a line break that was whole is not read again once %j follows', async (lineBreak) => {
  writeFileSync(file, fileText(times(3, jsonLine)).trimEnd());
  record((await plan()).parts);
  appendFileSync(file, `${lineBreak}${fileText([jsonLine(3)])}`);

  const { parts } = await plan();

  expect(parts).toMatchObject([{ cause: 'grown', firstLine: 4 }]);
  expect(linesOf(parts[0]!)).toEqual([jsonLine(3)]);
});

test('a last line that was cut is read again as a whole, under its own number', async () => {
  writeFileSync(file, `${fileText(times(3, jsonLine))}{"timestamp":"2025-`);
  record((await plan()).parts);
  appendFileSync(file, `08-25T00:00:00Z"}\n${jsonLine(9)}\n`);

  const { parts } = await plan();

  expect(parts).toMatchObject([{ cause: 'grown', firstLine: 4 }]);
  expect(linesOf(parts[0]!)).toEqual(['{"timestamp":"2025-08-25T00:00:00Z"}', jsonLine(9)]);
});

test.each([['with', fileText(times(3, jsonLine))], ['without', fileText(times(3, jsonLine)).trimEnd()]])('a file that was only touched, %s a line break at its end, has no line to read', async (_how, text) => {
  writeFileSync(file, text);
  record((await plan()).parts);
  utimesSync(file, new Date(), new Date(Date.now() + 5000));

  const { parts } = await plan();

  expect(parts).toMatchObject([{ cause: 'grown', firstByte: statSync(file).size, endByte: statSync(file).size, firstLine: 4 }]);
  record(parts);
  appendFileSync(file, `${text.endsWith('\n') ? '' : '\n'}${jsonLine(3)}\n`);
  const [next] = (await plan()).parts;
  expect(next).toMatchObject({ cause: 'grown', firstLine: 4 });
  expect(linesOf(next!)).toEqual([jsonLine(3)]);
});

test('a file that was rewritten is read whole: longer, shorter, or of the same size', async () => {
  for (const text of [fileText(times(9, (index) => jsonLine(index + 50))), fileText([jsonLine(1)]), fileText([jsonLine(2)])]) {
    writeFileSync(file, fileText(times(3, jsonLine)));
    record((await plan()).parts);
    rmSync(file);
    writeFileSync(file, text);
    utimesSync(file, new Date(), new Date(Date.now() + 1000 * ledger.length));
    const { parts } = await plan();
    expect(parts).toMatchObject([{ cause: 'changed', firstByte: 0, firstLine: 1 }]);
    record(parts);
  }
});

test('a log that is cut to nothing and written on is read from its begin', async () => {
  writeFileSync(file, fileText(times(3, jsonLine)));
  record((await plan()).parts);
  truncateSync(file);
  record((await plan()).parts);
  appendFileSync(file, fileText([jsonLine(7)]));

  expect((await plan()).parts).toMatchObject([{ firstByte: 0, firstLine: 1 }]);
});

test('a version that is put back is unchanged', async () => {
  writeFileSync(file, fileText(times(3, jsonLine)));
  record((await plan()).parts);
  renameSync(file, `${file}.1`);
  writeFileSync(file, fileText([jsonLine(8)]));
  record((await plan()).parts);
  renameSync(`${file}.1`, file);

  expect(await plan()).toMatchObject({ parts: [], unchanged: 1 });
});

test('a version that was given back is read when it is there again', async () => {
  writeFileSync(file, fileText(times(3, jsonLine)));
  const { parts } = await plan();
  ledger.push({ ...ledgerRow(parts[0]!, 'batch', new Date().toISOString()), state: 'withdrawn' });

  expect((await plan()).parts).toMatchObject([{ cause: 'new', firstByte: 0 }]);
});

test('gzip is told by its bytes: it is never cut, and read whole when it has changed', async () => {
  writeFileSync(file, gzipSync(fileText(times(200, jsonLine))));

  const { parts } = await plan(100);

  expect(parts).toMatchObject([{ compression: 'gzip', firstByte: 0, family: 'json' }]);
  record(parts);
  appendFileSync(file, gzipSync(fileText([jsonLine(1)])));
  expect((await plan(100)).parts).toMatchObject([{ compression: 'gzip', cause: 'changed', firstByte: 0, firstLine: 1 }]);
});

test('a file named .gz that does not begin as gzip is one fault; an empty one is an empty file', async () => {
  const [plain, empty] = [join(folder, 'p.log.gz'), join(folder, 'e.log.gz')];
  writeFileSync(plain, fileText([accessLine(1)]));
  writeFileSync(empty, '');

  const { parts } = await plan(10, [empty, plain]);

  expect(parts.map(({ path, fault }) => [path, fault?.reason])).toEqual([[empty, undefined], [plain, 'invalid-gzip']]);
});

test('a large file is cut at line breaks into parts without gap or overlap', async () => {
  const lines = times(100, (index) => jsonLine(index, { padding: 'x'.repeat((index * 37) % 300) }));
  writeFileSync(file, fileText(lines).trimEnd());

  const { parts } = await plan(2000);

  expect(parts.length).toBeGreaterThan(8);
  expect(parts.flatMap(linesOf)).toEqual(lines);
  for (const [index, part] of parts.entries()) {
    expect(part.firstByte).toBe(index === 0 ? 0 : parts[index - 1]!.endByte);
    expect(part.firstLine).toBe(index === 0 ? 1 : undefined);
  }
  expect(parts.at(-1)?.endByte).toBe(statSync(file).size);
});

test('a large file of which some parts are read goes on with the next one', async () => {
  const lines = times(60, jsonLine);
  writeFileSync(file, fileText(lines));
  const { parts } = await plan(2000);
  record(parts.slice(0, 2));

  const rest = (await plan(2000)).parts;

  expect(rest.flatMap(linesOf)).toEqual(parts.slice(2).flatMap(linesOf));
  expect(rest[0]).toMatchObject({ cause: 'grown', firstLine: parts.slice(0, 2).flatMap(linesOf).length + 1 });
});

test('a line longer than a part is not cut', async () => {
  writeFileSync(file, fileText([jsonLine(0), jsonLine(1, { padding: 'x'.repeat(5000) }), jsonLine(2)]));

  expect((await plan(200)).parts.flatMap(linesOf)).toHaveLength(3);
});

test('files that are gone, folders and links to nothing are told apart from files', async () => {
  writeFileSync(file, fileText([jsonLine(0)]));
  mkdirSync(join(folder, 'sub'));

  const found = await plan(whole, [file, join(folder, 'none'), join(folder, 'sub')]);

  expect(found.parts).toHaveLength(1);
  expect(found.vanished).toEqual([join(folder, 'none')]);
  expect(found.unreadable).toMatchObject([{ path: join(folder, 'sub') }]);
});
