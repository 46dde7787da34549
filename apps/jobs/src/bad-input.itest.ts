import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, chmodSync, chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { temporaryFolder } from '@logex/testing';
import { beforeEach, describe, expect, test } from 'vitest';
import { accessLine, fileText, jsonLine, times } from './__fixtures__/log-lines.ts';
import { nodeArguments, runCli } from './__fixtures__/run-cli.ts';
import { query, snapshotIds, type Row } from './__fixtures__/table-rows.ts';
import { audit } from './audit/audit.ts';
import { openForWriting } from './engine/job-engine.ts';
import { ingest, type IngestOptions } from './ingest/ingest.ts';
import { warehouseAt } from './warehouse/warehouse.ts';

let folder = '';
let input = '';
let warehouse = '';

beforeEach(() => {
  folder = temporaryFolder();
  input = join(folder, 'input');
  warehouse = join(folder, 'warehouse');
  mkdirSync(input);
});

const tables = ['logs', 'logs_rejected', 'ingested_files'];
const write = (name: string, content: string | Buffer): void => writeFileSync(join(input, name), content);
const options = (more: Partial<IngestOptions> = {}): IngestOptions => ({ input: [input], warehouse, ...more });

/** The balance holds, and a second run reads nothing and commits nothing. */
async function expectSettled(run: IngestOptions = options()): Promise<void> {
  const report = await audit(warehouse);
  expect(report.files.filter((file) => !file.balanced)).toEqual([]);
  const before = await snapshotIds(warehouse, tables);
  expect(await ingest(run)).toMatchObject({ lines: 0, batches: 0, recovered: 0 });
  expect(await snapshotIds(warehouse, tables)).toEqual(before);
}

const rejected = (): Promise<Row[]> =>
  query(warehouse, `SELECT basename(ingest_file) AS file, ingest_line AS line, reason, detail, hex(raw_line) AS raw FROM {logs_rejected} ORDER BY file, line`);
const accepted = (columns: string): Promise<Row[]> =>
  query(warehouse, `SELECT basename(ingest_file) AS file, ingest_line AS line, ${columns} FROM {logs} ORDER BY file, line`);

describe('lines', () => {
  const time = '2025-08-25T01:02:03.000Z';
  const json = (members: string): string => `{"timestamp":"${time}",${members}}`;
  const deep = (depth: number): string => json(`"deep":${'['.repeat(depth)}${']'.repeat(depth)}`);
  const access = (rest: string, host = '192.0.2.1'): string => `${host} - - [25/Aug/2025:01:02:03 +0000] ${rest}`;

  test('every hostile line is a row of logs, or one of logs_rejected with its reason and its bytes', async () => {
    const cases: readonly (readonly [line: string | Buffer, reason: string])[] = [
      [Buffer.concat([Buffer.from(`{"timestamp":"${time}","message":"a`), Buffer.from([0xff, 0xc0, 0x80]), Buffer.from('"}')]), 'invalid-utf8'],
      [access('"GET /\u0000 HTTP/1.1" 200 1'), 'nul-byte'],
      [`${json('"message":"with CR"')}\r`, ''],
      ['', 'blank-line'],
      [' \t\r', 'blank-line'],
      [deep(50), ''],
      [deep(200_000), 'invalid-json'],
      [json('"message":"one","message":"two"'), 'duplicate-key'],
      [json('"n":1,"n":2'), 'duplicate-key'],
      [json('"n":18446744073709551615'), ''],
      [json('"n":18446744073709551616'), 'invalid-json'],
      [json('"response_size":9223372036854775807'), ''],
      [json('"response_size":9223372036854775808'), ''],
      [`{"timestamp":"0001-01-01T00:00:00Z"}`, 'timestamp-out-of-range'],
      [`{"timestamp":"10000-01-01T00:00:00Z"}`, 'timestamp-out-of-range'],
      [`{"timestamp":99999999999999999999}`, 'invalid-json'],
      [`{"timestamp":"2025-02-30T00:00:00Z"}`, 'invalid-timestamp'],
      [String.raw`192.0.2.1 - - [25/Aug/2025:01:02:03 +0000] "\x16\x03\x01" 400 226 "-" "-"`, ''],
      [access('"-" 408 - "-" "-"'), ''],
      [access('"GET /v6 HTTP/2.0" 200 5', '2001:db8::1'), ''],
      [access(String.raw`"GET /q?a=\"b\" HTTP/1.1" 200 5 "-" "agent \"x\" \\"`), ''],
      ['192.0.2.1 - John Doe [25/Aug/2025:01:02:03 +0000] "GET / HTTP/1.1" 200 5', ''],
      ['192.0.2.1 - - [25/Aug/0001:01:02:03 +0000] "GET / HTTP/1.1" 200 5', 'timestamp-out-of-range'],
      ['192.0.2.1 - - [25/Aug/10000:01:02:03 +0000] "GET / HTTP/1.1" 200 5', 'timestamp-out-of-range'],
      ['plain words', 'unrecognized-format'],
    ];
    const lines = cases.map(([line]) => Buffer.from(line));
    write('hostile.log', Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])));

    const summary = await ingest(options());

    expect(summary.lines).toBe(cases.length);
    const reasons = new Map((await rejected()).map((row) => [Number(row['line']), row]));
    const rows = new Map((await accepted('timestamp, http_status, response_size, remote_user, ip_address, http_method, user_agent, message, attributes')).map((row) => [Number(row['line']), row]));
    const verdicts = cases.map(([line, reason], index) => {
      const [found, row] = [reasons.get(index + 1), rows.get(index + 1)];
      const both = [...(row ? ['accepted'] : []), ...(found ? [`${String(found['reason'])} ${String(found['raw']).toLowerCase()}`] : [])];
      return { line: index + 1, both, stated: reason === '' ? ['accepted'] : [`${reason} ${Buffer.from(line).toString('hex')}`] };
    });
    expect(verdicts.map(({ line, both }) => ({ line, verdict: both }))).toEqual(verdicts.map(({ line, stated }) => ({ line, verdict: stated })));
    const row = (needle: string): Row | undefined => rows.get(lines.findIndex((line) => line.includes(needle)) + 1);
    expect(row('with CR')).toMatchObject({ message: 'with CR' });
    expect(row('"n":18446744073709551615')).toMatchObject({ attributes: { n: '18446744073709551615' } });
    expect(row('9223372036854775807')).toMatchObject({ response_size: '9223372036854775807' });
    expect(row('x16')).toMatchObject({ http_status: 400, response_size: '226', http_method: null });
    expect(row('408')).toMatchObject({ http_status: 408, response_size: null, http_method: null, message: null });
    expect(row('/v6')).toMatchObject({ ip_address: '2001:db8::1' });
    expect(row('agent')).toMatchObject({ user_agent: String.raw`agent "x" ` + '\\' });
    expect(row('John Doe')).toMatchObject({ remote_user: 'John Doe' });
    await expectSettled();
  });

  test('numbers beyond 64 bits are kept to the last digit or rejected with a reason, never rounded', async () => {
    const numbers = ['18446744073709551616', '-9223372036854775809', '99999999999999999999999999', '9223372036854775808'];
    write('a.json', fileText([...numbers.map((number) => json(`"n":${number}`)), ...numbers.map((number) => json(`"response_size":${number}`))]));

    await ingest(options());

    for (const row of await accepted('response_size, attributes')) {
      const number = numbers[(Number(row['line']) - 1) % numbers.length];
      expect({ ...(row['attributes'] as object) }).toEqual({ [Number(row['line']) > numbers.length ? 'response_size' : 'n']: number });
      expect(row['response_size']).toBeNull();
    }
    expect((await rejected()).every((row) => row['reason'] === 'invalid-json')).toBe(true);
    await expectSettled();
  });

  test('a byte order mark at the beginning of a file belongs to no line, in either format', async () => {
    write('a.json', `\uFEFF${fileText([jsonLine(1), jsonLine(2)])}`);
    write('b.log', `\uFEFF${fileText([accessLine(1), accessLine(2)])}`);
    write('c.log', '\uFEFF\n');

    await ingest(options());

    expect(await accepted('ip_address, message')).toMatchObject([{ message: 'event 1' }, { message: 'event 2' }, { ip_address: '192.0.2.1' }, { ip_address: '192.0.2.2' }]);
    expect(await rejected()).toMatchObject([{ file: 'c.log', reason: 'blank-line' }]);
    await expectSettled();
  });

  test('a line of 10 MB is rejected whole and with its length, the lines around it are kept', async () => {
    write('a.json', fileText([jsonLine(1), json(`"message":"${'x'.repeat(10_000_000)}"`), jsonLine(2)]));

    const summary = await ingest(options());

    expect(summary).toMatchObject({ lines: 3, accepted: 2, reasons: { 'line-too-long': 1 } });
    expect(await query(warehouse, `SELECT ingest_line AS line, length(raw_line) > 10000000 AS whole, detail FROM {logs_rejected}`)).toMatchObject([{ line: '2', whole: 1, detail: expect.stringMatching(/^100000\d\d bytes$/) as string }]);
    await expectSettled();
  });
});

describe('files', () => {
  test('empty files, and ones of a single line without a line break', async () => {
    write('empty.log', '');
    write('empty.json.gz', '');
    write('one.json', jsonLine(1));
    write('breaks.log', '\n\n');

    const summary = await ingest(options());

    expect(summary).toMatchObject({ files: { new: 4 }, lines: 3, accepted: 1, reasons: { 'blank-line': 2 } });
    await expectSettled();
  });

  test('nothing but an empty file', async () => {
    write('empty.log', '');

    expect(await ingest(options())).toMatchObject({ files: { new: 1 }, lines: 0, batches: 1 });
    await expectSettled();
  });

  test('a truncated .gz, a damaged one and one that is no gzip are one rejected row each; good files around them are read', async () => {
    const packed = gzipSync(fileText(times(2000, jsonLine)));
    const damaged = Buffer.from(packed);
    damaged.fill(0x55, 200, 260);
    write('a-good.json.gz', gzipSync(fileText(times(3, jsonLine))));
    write('b-truncated.json.gz', packed.subarray(0, packed.length - 9));
    write('c-damaged.json.gz', damaged);
    write('d-plain.json.gz', fileText([jsonLine(1)]));
    write('e-header.json.gz', packed.subarray(0, 5));
    write('f-good.json', fileText(times(4, jsonLine)));
    write('g-unnamed.json', gzipSync(fileText(times(5, jsonLine))));
    write('h-members.json.gz', Buffer.concat([gzipSync(fileText(times(2, jsonLine))), gzipSync(fileText(times(4, jsonLine)))]));

    const summary = await ingest(options());

    expect(summary).toMatchObject({ files: { new: 8, rejected: 4 }, lines: 22, accepted: 18, rejected: 4, reasons: { 'truncated-gzip': 3, 'invalid-gzip': 1 } });
    expect(await rejected()).toMatchObject([
      { file: 'b-truncated.json.gz', line: '0', reason: 'truncated-gzip' },
      { file: 'c-damaged.json.gz', line: '0', reason: 'truncated-gzip' },
      { file: 'd-plain.json.gz', line: '0', reason: 'invalid-gzip' },
      { file: 'e-header.json.gz', line: '0', reason: 'truncated-gzip' },
    ]);
    expect((await rejected()).every((row) => String(row['detail']).length > 3)).toBe(true);
    await expectSettled();

    write('b-truncated.json.gz', packed);
    expect(await ingest(options())).toMatchObject({ files: { changed: 1, rejected: 0 }, lines: 2000, accepted: 2000 });
    await expectSettled();
  });

  test('names with spaces, quotes, braces, commas, globs, line breaks and other scripts', async () => {
    const names = ['with space.log', `q'uo"te.log`, 'b{r,a}ce.log', 'gl*o?b[1].log', 'line\nbreak.log', 'back\\slash.log', 'größe 日志 😀.log', '$(x) `y` %20.log', '{paths:Array}.log', '-dash.log'];
    for (const [index, name] of names.entries()) write(name, fileText([jsonLine(index), accessLine(index)]));

    expect(await ingest(options())).toMatchObject({ files: { new: names.length }, accepted: 2 * names.length });

    const found = await query(warehouse, 'SELECT DISTINCT ingest_file AS file FROM {logs}');
    expect(new Set(found.map((row) => row['file']))).toEqual(new Set(names.map((name) => join(input, name))));
    await expectSettled();
    for (const name of names) expect(await ingest(options({ input: [join(input, name)] }))).toMatchObject({ files: { listed: 1, unchanged: 1 } });
  });

  test('links to a file and a folder that links to itself give each line once', async () => {
    write('app-1.log', fileText([jsonLine(1)]));
    symlinkSync('app-1.log', join(input, 'current.log'));
    symlinkSync('.', join(input, 'again'));
    symlinkSync('nowhere', join(input, 'dangling.log'));

    expect(await ingest(options())).toMatchObject({ files: { listed: 1, new: 1 }, accepted: 1 });

    expect(await accepted('message')).toMatchObject([{ file: 'app-1.log' }]);
    await expectSettled();
  });

  test('a file that may not be read is named and tried again, the others are read', async () => {
    write('a.json', fileText([jsonLine(1)]));
    write('secret.json', fileText([jsonLine(2)]));
    chmodSync(join(input, 'secret.json'), 0);
    const root = process.geteuid?.() === 0;
    const seen: string[] = [];
    // Root may read everything, so the run is somebody else's.
    if (root) for (const path of [folder, input]) chownSync(path, 65_534, 65_534);
    if (root) process.seteuid?.(65_534);
    const summary = await ingest(options({ onEvent: (event) => { if (event.type === 'file-unreadable') seen.push(event.path, event.error); } })).finally(() => root && process.seteuid?.(0));

    expect(summary).toMatchObject({ files: { listed: 2, new: 1, unreadable: 1 }, accepted: 1 });
    expect(seen).toEqual([join(input, 'secret.json'), expect.stringContaining('EACCES')]);
    chmodSync(join(input, 'secret.json'), 0o644);
    expect(await ingest(options())).toMatchObject({ files: { new: 1, unchanged: 1, unreadable: 0 }, accepted: 1 });
    await expectSettled();
  });

  test('a pipe and a link to itself are named as unreadable with exit code 3, and do not hang', async () => {
    write('a.json', fileText([jsonLine(1)]));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync('self', join(folder, 'self'));

    const run = await runCli(['ingest', '-i', input, join(folder, 'pipe'), join(folder, 'self'), '-w', warehouse, '--json']);

    expect(run).toMatchObject({ code: 3, last: { accepted: 1, files: { new: 1, unreadable: 2 } } });
    expect(run.stderr).toContain(`${join(folder, 'pipe')}'`);
    expect(run.stderr).toContain(join(folder, 'self'));
    await expectSettled();
  });
});

describe('files that change while they are read', () => {
  /** Ingests, and changes a file once the batches are claimed. */
  const during = (change: () => void): Promise<unknown> =>
    ingest(options({ onEvent: (event) => { if (event.type === 'planned') change(); } }));

  beforeEach(() => {
    write('a.json', fileText(times(3, jsonLine)));
    write('b.json', fileText(times(4, jsonLine)));
  });

  test('a file that grows is read as far as it was planned, the rest by the next run', async () => {
    expect(await during(() => appendFileSync(join(input, 'b.json'), fileText([jsonLine(9)])))).toMatchObject({ accepted: 7, files: { withdrawn: 0 } });
    expect(await ingest(options())).toMatchObject({ accepted: 1, files: { grown: 1 } });
    expect(await accepted('message')).toHaveLength(8);
    await expectSettled();
  });

  test.each([
    ['disappears', () => rmSync(join(input, 'b.json')), 0],
    ['is rewritten', () => write('b.json', fileText([jsonLine(7), jsonLine(8)])), 2],
    ['is cut', () => truncateSync(join(input, 'b.json'), 0), 0],
    ['becomes a folder', () => { rmSync(join(input, 'b.json')); mkdirSync(join(input, 'b.json')); }, 0],
  ] as const)('a file that %s is withdrawn and seen by the next run', async (_what, change, rows) => {
    expect(await during(change)).toMatchObject({ accepted: 3, files: { withdrawn: 1 } });
    await ingest(options());

    expect((await accepted('message')).filter((row) => row['file'] === 'b.json')).toHaveLength(rows);
    await expectSettled();
  });

  test('every file disappears and comes back the same', async () => {
    expect(await during(() => renameSync(input, `${input}-aside`))).toMatchObject({ accepted: 0, files: { withdrawn: 2 } });
    expect((await audit(warehouse)).balanced).toBe(true);
    renameSync(`${input}-aside`, input);

    expect(await ingest(options())).toMatchObject({ accepted: 7 });
    expect(await accepted('message')).toHaveLength(7);
    await expectSettled();
  });

  test('a version that is put back is not read twice', async () => {
    await ingest(options());
    renameSync(join(input, 'b.json'), join(folder, 'first'));
    write('b.json', fileText([jsonLine(50)]));
    expect(await ingest(options())).toMatchObject({ files: { changed: 1 }, accepted: 1 });
    renameSync(join(folder, 'first'), join(input, 'b.json'));

    await expectSettled();
    expect(await accepted('message')).toHaveLength(8);
  });

  test('a file that is being written all the time is read to its last line, each once', async () => {
    const lines = 3000;
    const text = `const { appendFileSync } = require('node:fs'); let at = 0; const timer = setInterval(() => { for (let n = 0; n < 20; n++) appendFileSync(process.argv[1], JSON.stringify({ timestamp: '2025-08-25T01:02:03Z', message: 'live ' + at++ }) + '\\n'); if (at >= ${lines}) clearInterval(timer); }, 20);`;
    const writer = spawn(process.execPath, ['-e', text, join(input, 'live.json')], { stdio: 'ignore' });
    const ended = new Promise((resolve) => writer.once('close', resolve));

    for (let run = 0; writer.exitCode === null && run < 100; run++) await ingest(options());
    await ended;
    await ingest(options());

    const rows = await query(warehouse, `SELECT count() AS rows, uniqExact(message) AS messages, max(ingest_line) AS last, countIf(message != concat('live ', toString(ingest_line - 1))) AS misnumbered FROM {logs} WHERE endsWith(ingest_file, 'live.json')`);
    expect(rows).toEqual([{ rows: String(lines), messages: String(lines), last: String(lines), misnumbered: '0' }]);
    await expectSettled();
  });
});

describe('input that is not there', () => {
  test.each([
    ['a folder without logs', ['empty'], 'jobs/input-empty'],
    ['a folder of archives and hidden files', ['archives'], 'jobs/input-empty'],
    ['a path that does not exist', ['none'], 'jobs/input-missing'],
    ['a path below a file', ['file.log/none'], 'jobs/input-missing'],
    ['a glob without a match', ['*.nothing'], 'jobs/input-empty'],
  ] as const)('%s: exit code 2, a clear message, no demo rows and no warehouse', async (_what, paths, code) => {
    mkdirSync(join(input, 'empty'));
    mkdirSync(join(input, 'archives'));
    write('archives/a.zip', 'x');
    write('archives/.hidden.log', 'x');
    write('file.log', 'x');

    const run = await runCli(['ingest', '-w', warehouse, '--json', '-i', ...paths.map((path) => join(input, path))]);

    expect(run).toMatchObject({ code: 2, last: { error: { code, kind: 'usage' } } });
    expect(run.stderr).toContain(paths[0]);
    expect(existsSync(warehouse)).toBe(false);
  });
});

describe('the warehouse', () => {
  const args = (): string[] => ['ingest', '-i', input, '-w', warehouse, '--json'];

  test('a path that is a file: exit code 3, the file is untouched', async () => {
    write('a.json', fileText([jsonLine(1)]));
    writeFileSync(warehouse, 'mine');

    const run = await runCli(args());

    expect(run).toMatchObject({ code: 3, last: { error: { code: 'jobs/warehouse-not-writable', kind: 'outside' } } });
    rmSync(warehouse);
    expect(await runCli(args())).toMatchObject({ code: 0, last: { accepted: 1 } });
  });

  test('a second ingest at once: exit code 3, may be tried again, and changes nothing', async () => {
    write('a.json', fileText(times(5, jsonLine)));
    await ingest(options());
    write('b.json', fileText(times(5, jsonLine)));
    const engine = await openForWriting(warehouseAt(warehouse));
    const before = await snapshotIds(warehouse, tables);
    try {
      expect(await runCli(args())).toMatchObject({ code: 3, last: { error: { code: 'jobs/warehouse-busy', kind: 'outside', retry: true } } });
    } finally {
      await engine.close();
    }

    expect(await snapshotIds(warehouse, tables)).toEqual(before);
    expect(await ingest(options())).toMatchObject({ accepted: 5 });
    await expectSettled();
  });

  /** Runs a script with a disk of its own mounted at the warehouse; `"$@"` is the program, `$W` the warehouse, `$I` the input. */
  async function onOwnDisk(script: string): Promise<string[]> {
    mkdirSync(warehouse);
    const inner = `set -u; ${script}`;
    const child = spawn('unshare', [process.geteuid?.() === 0 ? '-m' : '-rm', 'sh', '-c', inner, 'sh', process.execPath, ...nodeArguments, join(import.meta.dirname, 'main.ts')], {
      env: { ...process.env, INIT_CWD: folder, W: warehouse, I: input },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (text += part));
    await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
    if (/mount: .*(?:permission denied|not permitted)|unshare: /i.test(text)) throw new Error(`this test mounts a small disk, which needs user namespaces or root: ${text}`);
    return text.split('\n');
  }

  const jobs = `run() { "$@" ingest -i "$I" -w "$W" --json 2>/dev/null; echo "code $?"; }; check() { "$@" audit -w "$W" --json 2>/dev/null; echo "audit $?"; }`;
  const noise = (count: number): string => fileText(times(count, (index) => jsonLine(index, { message: Array.from({ length: 40 }, () => Math.random().toString(36).slice(2)).join('') })));

  test.each(['0', '300k', '1m'])('a disk with %s free that fills up: exit code 3 and a clear error, then all is well with more room', async (size) => {
    for (const name of ['a', 'b', 'c', 'd']) write(`${name}.json`, noise(2000));

    const lines = await onOwnDisk(`${jobs}; mount -t tmpfs -o size=100m none "$W" || exit 9; mkdir "$W/filler"; free=${size === '0' ? '4k' : size};
      mount -o remount,size=$free "$W" || exit 9; run "$@"; mount -o remount,size=600m "$W"; run "$@"; check "$@"; run "$@"`);

    const codes = lines.filter((line) => /^(?:code|audit) \d+$/.test(line));
    const results = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Row);
    expect({ codes, lines }).toMatchObject({ codes: ['code 3', 'code 0', 'audit 0', 'code 0'] });
    expect(results[0]).toMatchObject({ error: { code: expect.stringMatching(/^(?:jobs\/warehouse-not-writable|jobs\/write-failed|iceberg\/write-failed)$/) as string, kind: 'outside' } });
    expect(results[2]).toMatchObject({ balanced: true, lines: 8000, accepted: 8000 });
    expect(results[3]).toMatchObject({ lines: 0, recovered: 0 });
  });

  test('a read-only disk, with and without a warehouse on it: exit code 3, nothing changed, then all is well', async () => {
    write('a.json', fileText(times(5, jsonLine)));

    const lines = await onOwnDisk(`${jobs}; mount -t tmpfs -o size=300m none "$W" || exit 9; mount -o remount,ro "$W"; run "$@"; mount -o remount,rw "$W"; run "$@";
      cp "$I/a.json" "$I/b.json"; mount -o remount,ro "$W"; run "$@"; check "$@"; mount -o remount,rw "$W"; run "$@"; check "$@"`);

    const codes = lines.filter((line) => /^(?:code|audit) \d+$/.test(line));
    const errors = lines.filter((line) => line.startsWith('{"error"')).map((line) => (JSON.parse(line) as { error: Row }).error);
    expect({ codes, lines }).toMatchObject({ codes: ['code 3', 'code 0', 'code 3', 'audit 0', 'code 0', 'audit 0'] });
    expect(errors).toMatchObject([{ code: 'jobs/warehouse-not-writable' }, { code: 'jobs/warehouse-not-writable' }]);
  });

  test('leaves no scratch files behind', async () => {
    write('a.json', fileText(times(5, jsonLine)));
    await ingest(options());

    expect(readdirSync(join(warehouse, '.logex', 'journal'))).toEqual([]);
    expect(existsSync(join(warehouse, '.logex', 'staging'))).toBe(false);
  });
});
