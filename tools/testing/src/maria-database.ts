import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { accepts, freePort, startServer, type ServerProcess } from './server-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

const run = promisify(execFile);

/** A MariaDB server with a data folder of its own. */
export interface MariaDatabase extends ServerProcess {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** An account that may do everything and may pass it on. */
  readonly administrator: DatabaseAccount;
  /** Runs SQL as `account`, by default the administrator, and gives the rows: fields separated by tabs, no header. */
  readonly query: (sql: string, account?: DatabaseAccount) => Promise<readonly string[]>;
}

/** User and password of a database. */
export interface DatabaseAccount {
  readonly user: string;
  readonly password: string;
}

/**
 * A new MariaDB on a loopback port, stopped after the last test of the file. It is Debian's `mariadb-server`, run as a plain
 * process of the current user; the machine's own MariaDB service is left alone.
 */
export async function mariaDatabase(): Promise<MariaDatabase> {
  const folder = temporaryFolder();
  const { username } = userInfo();
  const data = join(folder, 'data');
  await run('mariadb-install-db', ['--no-defaults', `--datadir=${data}`, `--user=${username}`, '--auth-root-authentication-method=normal', '--skip-test-db']);
  const administrator = { user: 'administrator', password: randomBytes(12).toString('hex') };
  const first = join(folder, 'first.sql');
  const account = `'${administrator.user}'@'%'`;
  writeFileSync(first, `CREATE USER IF NOT EXISTS ${account} IDENTIFIED BY '${administrator.password}';\nGRANT ALL ON *.* TO ${account} WITH GRANT OPTION;\n`, { mode: 0o600 });
  const port = await freePort();
  const server = await startServer({
    command: binary(),
    args: [
      '--no-defaults', `--user=${username}`, `--datadir=${data}`, `--socket=${join(folder, 'socket')}`, `--port=${port}`, '--bind-address=127.0.0.1',
      '--skip-name-resolve', `--init-file=${first}`, '--innodb-buffer-pool-size=64M', '--innodb-flush-log-at-trx-commit=0',
    ],
    ready: () => accepts(port),
  });
  const query = async (sql: string, { user, password }: DatabaseAccount = administrator): Promise<readonly string[]> => {
    const args = ['--no-defaults', '--protocol=tcp', '--host=127.0.0.1', `--port=${port}`, `--user=${user}`, '--batch', '--skip-column-names', `--execute=${sql}`];
    const { stdout } = await run('mariadb', args, { env: { ...process.env, MYSQL_PWD: password } });
    return stdout.split('\n').filter((line) => line !== '');
  };
  return { ...server, host: '127.0.0.1', port, administrator, query };
}

/** Debian installs the server where only an administrator's PATH looks. */
function binary(): string {
  return existsSync('/usr/sbin/mariadbd') ? '/usr/sbin/mariadbd' : 'mariadbd';
}
