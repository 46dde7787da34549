import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { temporaryFolder } from '@logex/testing';
import { beforeAll, expect, test } from 'vitest';
import { killJob, seededRandom } from '../__fixtures__/killed-job.ts';
import { accessLine, fileText, jsonLine, times } from '../__fixtures__/log-lines.ts';
import { lineRows, withReader, type LineRows } from '../__fixtures__/table-rows.ts';
import { audit } from '../audit/audit.ts';
import { ingest } from './ingest.ts';

const runs = 50;
const killedTwice = 4;
const batchBytes = 8_000;
const folder = temporaryFolder();
const input = join(folder, 'input');

/** Eight files in a few batches: JSON, access, .gz, parts of one large file, and broken lines in most of them. */
function writeInput(at: string): void {
  mkdirSync(at, { recursive: true });
  const json = (from: number, count: number): string[] => times(count, (index) => (index % 9 === 4 ? `{"broken ${index}` : jsonLine(from + index)));
  const access = (from: number, count: number): string[] => times(count, (index) => (index % 11 === 5 ? `not a log line ${index}` : accessLine(from + index)));
  writeFileSync(join(at, 'a.json'), fileText(json(0, 10)));
  writeFileSync(join(at, 'b.json'), fileText(json(100, 10)).trimEnd());
  writeFileSync(join(at, 'c.json.gz'), gzipSync(fileText(json(200, 12))));
  writeFileSync(join(at, 'd-large.json'), fileText(json(300, 80)));
  writeFileSync(join(at, 'e.log'), fileText(access(0, 12)));
  writeFileSync(join(at, 'f.log'), fileText(access(100, 12)));
  writeFileSync(join(at, 'g-broken.json.gz'), gzipSync(fileText(json(500, 20))).subarray(0, 200));
  writeFileSync(join(at, 'h-empty.log'), '');
}

let undisturbed: LineRows;
let duration = 0;

beforeAll(async () => {
  writeInput(input);
  const warehouse = join(folder, 'undisturbed');
  const options = { input: [input], warehouse, batchBytes };
  const timed = killJob({ job: 'ingest', options: { ...options, warehouse: join(folder, 'timed') } }, 120_000);
  await ingest(options);
  undisturbed = await withReader((engine) => lineRows(engine, warehouse));
  // How long one takes in a process of its own, beside another one, as below.
  duration = (await timed).milliseconds;
}, 120_000);

test('the undisturbed run has lines of every kind', () => {
  expect(undisturbed.logs.length).toBeGreaterThan(100);
  expect(new Set(undisturbed.logs.map((row) => row['ingest_batch'])).size).toBeGreaterThanOrEqual(3);
  expect(new Set(undisturbed.rejected.map((row) => row['reason']))).toEqual(new Set(['invalid-json', 'unrecognized-format', 'truncated-gzip']));
  expect([...undisturbed.logs, ...undisturbed.rejected].every((row) => row['in_its_partition'] === 1)).toBe(true);
});

test(`${runs} runs killed at random moments, each finished by a second one, give exactly the rows of an undisturbed run`, async () => {
  const seed = Number(process.env['LOGEX_SEED'] ?? Date.now() % 1_000_000);
  const random = seededRandom(seed);
  // One moment in each of as many equal spans covers the whole duration; in random order, and one more for each run that was done before its moment.
  const moments = times(runs, (index) => ({ moment: ((index + random()) / runs) * duration, order: random() })).sort((a, b) => a.order - b.order);
  const job = (warehouse: string) => ({ job: 'ingest', options: { input: [input], warehouse, batchBytes } }) as const;

  const kill = async (index: number): Promise<{ warehouse: string; story: string; killed: boolean }> => {
    const warehouse = join(folder, `killed-${index}`);
    const first = await killJob(job(warehouse), moments[index]?.moment ?? random() * duration * 0.8);
    const again = first.killed && index < killedTwice ? await killJob(job(warehouse), random() * duration) : undefined;
    const moment = [first, again].flatMap((each) => (each?.killed ? [`${Math.round(each.milliseconds)} ms`] : [])).join(' and ');
    return { warehouse, killed: first.killed, story: `run ${index} of LOGEX_SEED=${seed}, killed after ${moment} of ${Math.round(duration)} ms` };
  };

  const stories = new Map<string, string>();
  const states = new Set<string>();
  let killed = 0;
  let next = kill(0);
  for (let index = 0; killed < runs; index++) {
    const run = await next;
    killed += run.killed ? 1 : 0;
    if (killed < runs) next = kill(index + 1);
    const finished = await ingest(job(run.warehouse).options);
    if (run.killed) states.add(`${finished.recovered} recovered of ${finished.batches}`);
    const report = await audit(run.warehouse);
    expect({ story: run.story, unbalanced: report.files.filter((file) => !file.balanced) }).toEqual({ story: run.story, unbalanced: [] });
    stories.set(run.warehouse, run.story);
  }
  await withReader(async (engine) => {
    for (const [warehouse, story] of stories) expect({ story, ...(await lineRows(engine, warehouse)) }).toEqual({ story, ...undisturbed });
  });
  console.log(`killed ${killed} runs of LOGEX_SEED=${seed} within ${Math.round(duration)} ms; the second runs: ${[...states].sort().join(', ')}`);
  expect(states.size).toBeGreaterThanOrEqual(3);
}, 900_000);

test.each([
  ['grown', (file: string) => appendFileSync(file, fileText([jsonLine(900)])), { grown: 1, changed: 0 }, 1],
  ['rewritten', (file: string) => writeFileSync(file, fileText([jsonLine(901), jsonLine(902)])), { grown: 0, changed: 0 }, 2],
  ['removed', (file: string) => rmSync(file), { grown: 0, changed: 0 }, 0],
] as const)('a file that was %s between the kill and the second run is read as it is then', async (_what, change, files, marks) => {
  const own = temporaryFolder();
  const [at, warehouse] = [join(own, 'input'), join(own, 'warehouse')];
  mkdirSync(at);
  writeFileSync(join(at, 'a.json'), fileText(times(10, jsonLine)));
  writeFileSync(join(at, 'b.json'), fileText(times(10, (index) => jsonLine(50 + index))));
  const options = { input: [at], warehouse, batchBytes: 500 };
  // Killed after its batches are claimed: some are done, the others are planned in the ledger.
  await expect(ingest({ ...options, onEvent: (event) => { if (event.type === 'planned') throw new Error('killed here'); } })).rejects.toThrow('killed here');
  change(join(at, 'b.json'));

  const second = await ingest(options);

  expect(second.files).toMatchObject(files);
  const rows = await withReader((engine) => lineRows(engine, warehouse));
  const lines = rows.logs.map(({ ingest_file: file, message }) => `${String(file).at(-6)} ${String(message)}`).sort();
  const ofB = _what === 'grown' ? times(10, (index) => `b event ${50 + index}`) : [];
  expect(lines).toEqual([...times(10, (index) => `a event ${index}`), ...ofB, ...times(marks, (index) => `b event ${900 + index + (_what === 'rewritten' ? 1 : 0)}`)].sort());
  expect((await audit(warehouse)).balanced).toBe(true);
  expect(await ingest(options).catch((error: unknown) => error)).toMatchObject(_what === 'removed' ? { lines: 0, batches: 0 } : { lines: 0, batches: 0, recovered: 0 });
});
