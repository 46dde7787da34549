import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { hiveMetastore, mariaDatabase, metastoreEnvironment, metastoreScript, temporaryFolder, type HiveMetastore, type MariaDatabase } from '@logex/testing';
import { beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
let database: MariaDatabase;

beforeAll(async () => {
  database = await mariaDatabase();
}, 300_000);

/** Runs the start script with a database name of its own, and gives what a terminal would show. */
async function start(command: string, name: string, more: Readonly<Record<string, string>> = {}): Promise<{ code: number; output: string }> {
  const script = await metastoreScript();
  const env = { ...process.env, ...script.env, ...metastoreEnvironment(database, 'of-the-service'), METASTORE_DATABASE_NAME: name, METASTORE_DATABASE_USER: name, ...more };
  try {
    const { stdout, stderr } = await run(script.command, [command], { env });
    return { code: 0, output: stdout + withoutNote(stderr) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + withoutNote(stderr) };
  }
}

/** Java says on each start which options it found. */
const withoutNote = (text: string): string => text.replace(/^NOTE: Picked up JDK_JAVA_OPTIONS.*\n/u, '');

const asAdministrator = (): Record<string, string> => ({
  METASTORE_ADMIN_USER: database.administrator.user,
  METASTORE_ADMIN_PASSWORD: database.administrator.password,
});

// Each database is prepared once: later tests go on with those of earlier ones.
describe('preparing the database', { timeout: 300_000 }, () => {
  test('makes the schema once, and gives the same when it is repeated', async () => {
    const first = await start('prepare', 'twice', asAdministrator());
    const tables = await database.query("SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'twice'");
    const second = await start('prepare', 'twice', asAdministrator());
    const later = await start('prepare', 'twice');

    expect(first).toEqual({ code: 0, output: 'created the metastore schema 2.3.0 in database twice\n' });
    expect(second).toEqual({ code: 0, output: '' });
    expect(later).toEqual({ code: 0, output: '' });
    expect(await database.query("SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'twice'")).toEqual(tables);
    expect(await database.query('SELECT SCHEMA_VERSION FROM twice.VERSION')).toEqual(['2.3.0']);
    expect(await database.query('SELECT COUNT(*) FROM twice.NEXT_LOCK_ID')).toEqual(['1']);
  });

  test('starts anew after it was interrupted between two statements', async () => {
    await database.query('CREATE DATABASE halfway; CREATE TABLE halfway.LOGEX_SCHEMA_UNFINISHED (STARTED TIMESTAMP); CREATE TABLE halfway.CDS (CD_ID BIGINT)');

    const run = await start('prepare', 'halfway', asAdministrator());

    expect(run.code).toBe(0);
    expect(await database.query('SELECT SCHEMA_VERSION FROM halfway.VERSION')).toEqual(['2.3.0']);
  });

  test('two at once make one schema', async () => {
    const runs = await Promise.all([start('prepare', 'both', asAdministrator()), start('prepare', 'both', asAdministrator())]);

    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    expect(runs.filter(({ output }) => output.startsWith('created'))).toHaveLength(1);
  });

  test('gives its account rows to read and write, and nothing else', async () => {
    await start('prepare', 'least', asAdministrator());
    const account = { user: 'least', password: 'of-the-service' };

    await database.query("INSERT INTO least.VERSION VALUES (7, 'x', 'x'); DELETE FROM least.VERSION WHERE VER_ID = 7", account);
    await expect(database.query('CREATE TABLE least.T (A INT)', account)).rejects.toThrow(/denied/u);
    await expect(database.query('DROP TABLE least.CDS', account)).rejects.toThrow(/denied/u);
    await expect(database.query('SELECT * FROM twice.VERSION', account)).rejects.toThrow(/denied/u);
  });

  test('takes a new password of the account from the administrator', async () => {
    const run = await start('prepare', 'least', { ...asAdministrator(), METASTORE_DATABASE_PASSWORD: "it's new" });

    expect(run.code).toBe(0);
    expect(await database.query('SELECT 1', { user: 'least', password: "it's new" })).toEqual(['1']);
  });

  test('fails when tables of somebody else are there, and touches none', async () => {
    await database.query('CREATE DATABASE foreign_one; CREATE TABLE foreign_one.orders (id INT)');

    const run = await start('prepare', 'foreign_one', asAdministrator());

    expect(run).toEqual({ code: 3, output: "hive-metastore: database foreign_one holds 1 tables that are not a metastore's; give METASTORE_DATABASE_NAME one of its own\n" });
    expect(await database.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'foreign_one'")).toEqual(['orders']);
  });

  test('fails when the schema has another version', async () => {
    await database.query("UPDATE `both`.VERSION SET SCHEMA_VERSION = '3.1.0'");

    const run = await start('prepare', 'both');

    expect(run).toMatchObject({ code: 3, output: expect.stringContaining('has version 3.1.0, this metastore needs 2.3.0') as string });
  });

  test('fails when nothing was prepared and no administrator is given', async () => {
    const run = await start('prepare', 'nothing');

    expect(run).toMatchObject({ code: 3, output: expect.stringContaining('start once with METASTORE_ADMIN_USER') as string });
    expect(run.output).not.toContain('of-the-service');
  });

  test.for([
    ['METASTORE_DATABASE_HOST', '', 'METASTORE_DATABASE_HOST is not set'],
    ['METASTORE_PORT', '70000', 'METASTORE_PORT is 70000: it must be a whole number from 0 to 65535'],
    ['METASTORE_DATABASE_NAME', 'a`; DROP', 'METASTORE_DATABASE_NAME is a`; DROP: it must be 1 to 32 letters'],
    ['METASTORE_DATABASE_TLS', 'maybe', 'METASTORE_DATABASE_TLS is maybe: it must be disabled, required or verify-identity'],
    ['METASTORE_DATABASE_PASSWORD_FILE', '/nowhere', 'METASTORE_DATABASE_PASSWORD_FILE is /nowhere, which cannot be read'],
  ] as const)('fails when %s is "%s"', async ([variable, value, message]) => {
    const run = await start('prepare', 'wrong', { [variable]: value });

    expect(run).toMatchObject({ code: 2, output: expect.stringContaining(message) as string });
  });
});

describe('serving', { timeout: 300_000 }, () => {
  let metastore: HiveMetastore;

  beforeAll(async () => {
    metastore = await hiveMetastore({ warehouse: `file:${temporaryFolder()}`, database, options: { 'hive.metastore.hmshandler.retry.attempts': '1' } });
  }, 300_000);

  test('tells no password: neither in its log nor on its command line', () => {
    const { stdout } = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' });

    expect(metastore.log()).toContain('serving on 127.0.0.1');
    for (const secret of [metastore.account.password, database.administrator.password]) {
      expect(metastore.log()).not.toContain(secret);
      expect(stdout).not.toContain(secret);
    }
  });

  test('listens on loopback only', () => {
    const port = Number(metastore.uri.split(':')[2]).toString(16).toUpperCase();
    const listening = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => readFileSync(file, 'utf8').split('\n')).filter((line) => line.includes(`:${port} `) && / 0A /u.test(line));

    expect(listening).toHaveLength(1);
    expect(listening[0]).toMatch(/0100007F:/u);
  });

  test('stops when asked to, and serves again on the same database without an administrator', async () => {
    const before = Date.now();
    await metastore.stop();
    const seconds = (Date.now() - before) / 1000;
    const log = metastore.log();
    await metastore.restart();

    expect(log.trimEnd()).toMatch(/stopped$/u);
    expect(seconds).toBeLessThan(15);
    expect((await fetch(metastore.readyUrl)).status).toBe(200);
  });

  test('is live and not ready when the database is gone', async () => {
    await database.kill();

    expect((await fetch(metastore.readyUrl)).status).toBe(503);
    expect((await fetch(metastore.readyUrl.replace('/ready', '/live'))).status).toBe(200);
  });
});
