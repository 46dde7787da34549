import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { hashedText, maskedText, piiPolicy } from '@logex/log-schema';
import { temporaryFolder } from '@logex/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileText, jsonLine } from '../__fixtures__/log-lines.ts';
import { runCli } from '../__fixtures__/run-cli.ts';
import { lineRows, query, withReader, type LineRows, type Row } from '../__fixtures__/table-rows.ts';
import { differences } from '../differential/__fixtures__/both-engines.ts';
import { ingest } from '../ingest/ingest.ts';
import { replay } from '../replay/replay.ts';
import type { JobPlan, PlanStep } from '../plan/job-plan.ts';
import { openCatalog } from '../spark/spark-catalog.ts';
import { sparkIngest } from '../spark/spark-ingest.ts';
import { sparkReplay } from '../spark/spark-replay.ts';
import { openSparkRunner, type SparkRunner } from '../spark/spark-runner.ts';
import { readPolicyFile } from './kept-policy.ts';
import { forgottenPolicySteps, saltSteps } from './pii-salt.ts';

const salt = 'c2FsdCBvZiB0aGUgdGVzdHM=';
const seed = Math.floor(Math.random() * 2 ** 31);

let runner: SparkRunner;

const policy = piiPolicy({
  columns: { ip_address: 'mask', remote_user: 'hash', http_query: 'drop', user_agent: 'hash', http_status: 'drop', 'attributes.email': 'mask', 'attributes.session': 'hash' },
});

/** Text that begins with a digit, so that its first letter tells nothing, and that no line holds by chance. */
const secret = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzäß😀'), minLength: 5, maxLength: 9 }).map((text) => `7secret${text}`);
const ip = fc.oneof(fc.ipV4(), fc.ipV6(), secret);
const email = secret.map((text) => `${text}@example.com`);
const anyCase = fc.constantFrom('INFO', 'error', 'Warn');

/** A JSON line with secrets under every name that a line may have them, also those that lose to a better one. */
const jsonSecrets = fc.record({
  timestamp: fc.constantFrom('2025-08-25T06:04:00Z', '2025-08-25T06:04:00.123456+02:00', 1_756_101_840_123),
  level: anyCase,
  ip_address: ip, remote_addr: ip, client_ip: ip, remote_user: secret, http_query: secret, user_agent: secret, http_user_agent: secret,
  http_status: fc.oneof(fc.integer({ min: 100, max: 599 }), secret), status_code: secret,
  email, session: fc.oneof(secret, fc.constant(null), fc.record({ id: secret })), free: fc.string(),
}, { requiredKeys: ['timestamp'] }).map((line) => JSON.stringify(line));

/** An access log line with secrets in every segment, with text behind it, and with a request that is no HTTP. */
const accessSecrets = fc.record({
  client: ip, ident: fc.oneof(secret, fc.constant('-')), user: fc.oneof(secret, fc.constant('-')), status: fc.constantFrom('200', '404', '-'), agent: secret, more: fc.oneof(secret, fc.constant('')),
  request: fc.oneof(secret.map((text) => `GET /path?${text} HTTP/1.1`), secret.map((text) => `${text} is no request`), secret.map((text) => `POST /path?a=${text}&b=1`)),
  headers: fc.boolean(),
}).map(({ client, ident, user, status, agent, more, request, headers }) =>
  `${client} ${ident} ${user} [25/Aug/2025:06:04:00 +0200] "${request}" ${status} 10${headers ? ` "-" "${agent}"` : ''}${more === '' ? '' : ` "${more}`}`);

/** A line that is rejected, with secrets in it. */
const rejectedSecrets = fc.oneof(
  secret.map((text) => `{"timestamp":"2025-08-25T06:04:00Z","remote_user":"${text}"`),
  secret.map((text) => `{"timestamp":"${text}","remote_user":"${text}"}`),
  secret.map((text) => `${text} is no log line`),
  secret.map((text) => `${text} - - [${text}] "GET / HTTP/1.1" 200 1`),
);

const members = {
  ip_address: '192.0.2.77', remote_addr: '2001:db8:1:2::3', remote_user: 'alice', http_query: 'token=1', user_agent: null, http_user_agent: 'agent/1',
  http_status: 'abc', email: 'alice@example.com', session: null, message: 'from 192.0.2.77',
};
const knownLines = [
  jsonLine(1, members),
  '2001:db8:85a3::8a2e:370:7334 ident-1 bob [25/Aug/2025:06:04:00 +0200] "GET /a?b=c HTTP/1.1" 200 10 "-" "agent/2" 198.51.100.9',
  '192.0.2.1 - - [25/Aug/2025:06:04:00 +0200] "SSH-2.0-token" 400 10',
  '{"timestamp":"never","remote_user":"alice"}',
  'x'.repeat(1_048_577),
];
const anyLines = fc.sample(
  fc.oneof({ weight: 4, arbitrary: jsonSecrets }, { weight: 4, arbitrary: accessSecrets }, { weight: 1, arbitrary: rejectedSecrets }),
  { numRuns: 1000, seed },
);

let input = '';
/** Warehouses that the embedded engine and Spark begin, and what they hold. */
let folders: readonly [embedded: string, spark: string];
let both: readonly [LineRows, LineRows];

const spark = (warehouse: string) => ({ catalog: { type: 'hadoop', warehouse }, runner }) as const;

beforeAll(async () => {
  process.env['LOGEX_PII_SALT'] = salt;
  runner = await openSparkRunner({ quick: true });
  const root = await temporaryFolder();
  input = join(root, 'in');
  folders = [join(root, 'embedded'), join(root, 'spark')];
  await mkdir(input);
  await writeFile(join(input, 'known.log'), fileText(knownLines));
  // The first job names the policy; the later ones, of either engine, go by it.
  for (const warehouse of folders) await ingest({ input: [join(input, 'known.log')], warehouse, policy });
  await writeFile(join(input, 'any.log'), fileText([...anyLines, ...knownLines]));
  await ingest({ input: [input], warehouse: folders[0] });
  await sparkIngest({ input: [input], ...spark(folders[1]) });
  both = await withReader(async (engine) => [await lineRows(engine, folders[0]), await lineRows(engine, folders[1])] as const);
}, 600_000);

afterAll(() => runner.close());

const withoutBatch = (rows: readonly Row[]): Row[] => rows.map(({ ingest_batch: _batch, ...row }) => row);
/** The known lines that stand behind all others. */
const known = (rows: readonly Row[]): Row[] => rows.filter((row) => String(row['ingest_file']).endsWith('any.log') && Number(row['ingest_line']) > anyLines.length);

test('any lines: both engines keep the same bytes, and nothing that the policy takes away is anywhere', () => {
  const [ours, theirs] = both;

  expect({ seed, differ: differences(withoutBatch(ours.logs), withoutBatch(theirs.logs)) }).toEqual({ seed, differ: [] });
  expect({ seed, differ: differences(withoutBatch(ours.rejected), withoutBatch(theirs.rejected)) }).toEqual({ seed, differ: [] });
  expect(ours.logs.length + ours.rejected.length).toBe(anyLines.length + 2 * knownLines.length);
  expect(ours.rejected.length).toBeGreaterThan(40);
  const leaks = [...ours.logs, ...ours.rejected].filter((row) => JSON.stringify(row).includes('secret'));
  expect({ seed, leaks: leaks.slice(0, 5) }).toEqual({ seed, leaks: [] });
});

test('any lines: the engines mask and hash as the functions of the schema do', async () => {
  const lines = both[0].logs.filter(({ format, ingest_file, ingest_line }) => format === 'json' && String(ingest_file).endsWith('any.log') && Number(ingest_line) <= anyLines.length);
  const values = lines.map((row) => ({ row, given: JSON.parse(anyLines[Number(row['ingest_line']) - 1] ?? '') as { readonly ip_address?: string; readonly remote_user?: string } }));
  const kept = values.map(({ row }) => [row['ip_address'], row['remote_user']]);
  const wanted = values.map(async ({ row, given }) => [
    given.ip_address === undefined ? row['ip_address'] : maskedText(given.ip_address),
    given.remote_user === undefined ? null : await hashedText(given.remote_user, salt),
  ]);

  expect({ seed, kept }).toEqual({ seed, kept: await Promise.all(wanted) });
  expect(values.filter(({ given }) => given.ip_address !== undefined).length).toBeGreaterThan(50);
});

test('what is kept is what the functions of the schema tell, in either engine', async () => {
  for (const { logs, rejected } of both) {
    const [json, access, other] = known(logs) as [Row, Row, Row];
    expect(json).toMatchObject({
      ip_address: '192.0.2.0', remote_user: await hashedText('alice', salt), http_query: null, user_agent: await hashedText('agent/1', salt), http_status: null, message: 'from 192.0.2.77',
      attributes: { remote_addr: maskedText(members.remote_addr), email: maskedText(members.email), session: null },
    });
    expect(Object.keys(json['attributes'] as object).sort()).toEqual(['email', 'remote_addr', 'session']);
    expect(access).toMatchObject({
      ip_address: '2001:db8:85a3::', remote_user: await hashedText('bob', salt), http_path: '/a', http_query: null, user_agent: await hashedText('agent/2', salt),
      attributes: { ident: await hashedText('ident-1', salt) },
    });
    expect(Object.keys(access['attributes'] as object)).toEqual(['ident']);
    expect(other).toMatchObject({ ip_address: '192.0.2.0', message: null, http_status: null });
    expect(known(rejected).map(({ reason, detail, raw_line }) => [reason, detail, raw_line])).toEqual([['invalid-timestamp', null, ''], ['line-too-long', '1048577 bytes', '']]);
  }
});

test('the policy is kept without the salt, and stands in the ledger', async () => {
  for (const folder of folders) {
    expect(await query(folder, "SELECT uniqExact(pii_policy) AS n, any(length(pii_policy)) AS length, countIf(pii_policy IS NULL) AS none FROM {ingested_files} WHERE state = 'done'")).toEqual([{ n: '1', length: '20', none: '0' }]);
    expect(await readFile(join(folder, '.logex/policy.json'), 'utf8')).not.toContain(salt);
  }
});

test('rejected lines that the policy keeps are replayed under it', async () => {
  const root = await temporaryFolder();
  const file = join(root, 'long.json');
  await writeFile(file, fileText([jsonLine(1, { remote_user: 'alice', message: 'x'.repeat(3000) })]));
  const replays = { embedded: (warehouse: string) => replay({ warehouse }), spark: (warehouse: string) => sparkReplay(spark(warehouse)) };
  for (const [name, run] of Object.entries(replays)) {
    const warehouse = join(root, name);
    await ingest({ input: [file], warehouse, maxLineBytes: 2000, policy: { ...policy, rejectedLines: 'keep' } });
    expect(await run(warehouse)).toMatchObject({ read: 1, moved: 1 });
    expect(await query(warehouse, 'SELECT remote_user FROM {logs}')).toEqual([{ remote_user: await hashedText('alice', salt) }]);
  }
}, 300_000);

test('fails when the policy file is none, or hashes and there is no salt', async () => {
  const root = await temporaryFolder();
  const file = join(root, 'policy.json');
  await writeFile(join(root, 'app.json'), fileText([jsonLine(1)]));
  await expect(readPolicyFile(join(root, 'no.json'))).rejects.toMatchObject({ code: 'jobs/file-unreadable' });
  const run = async (text: string, environment: string): Promise<unknown> => {
    await writeFile(file, text);
    return (await runCli(['ingest', '-i', join(root, 'app.json'), '-w', join(root, 'lake'), '--policy', file, '--json'], `${environment} "$@"`)).last;
  };

  expect(await run('{"columns":{"ip":"mask"}}', 'exec')).toMatchObject({ error: { code: 'schema/policy-column-unknown' } });
  expect(await run('{"columns":{"logger":"hash"}}', 'unset LOGEX_PII_SALT;')).toMatchObject({ error: { code: 'jobs/pii-salt-missing' } });
  expect(await run('{"columns":{"logger":"hash"}}', "LOGEX_PII_SALT=\"it's short\"")).toMatchObject({ error: { code: 'jobs/pii-salt-missing' } });
  expect(await run('{"columns":{"logger":"mask"}}', 'exec')).toMatchObject({ job: 'ingest', accepted: 1 });
}, 300_000);

test('fails when the driver of Spark has no salt, or a job of a catalog forgets the policy', async () => {
  const plan = (steps: readonly PlanStep[]): JobPlan => ({ version: 1, job: 'ingest', parameters: {}, steps });
  const withoutSalt = JSON.parse(JSON.stringify(saltSteps(policy)).replaceAll('LOGEX_PII_SALT', 'LOGEX_NO_SALT')) as PlanStep[];
  const catalog = openCatalog({ type: 'hadoop', warehouse: folders[1] });

  await expect(runner.run(plan(saltSteps(policy)))).resolves.toEqual({});
  await expect(runner.run(plan(withoutSalt))).rejects.toMatchObject({ code: 'jobs/pii-salt-missing' });
  await expect(runner.run(plan([catalog, ...forgottenPolicySteps(undefined)]))).rejects.toMatchObject({ code: 'jobs/pii-policy-missing' });
  expect(forgottenPolicySteps({ columns: {} })).toEqual([]);
}, 300_000);
