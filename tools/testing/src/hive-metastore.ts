import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { mariaDatabase, type DatabaseAccount, type MariaDatabase } from './maria-database.ts';
import { mavenProject } from './maven-project.ts';
import type { S3Server } from './s3-server.ts';
import { freePort, startServer, type ServerProcess } from './server-process.ts';

const image = fileURLToPath(new URL('../../../images/hive-metastore/', import.meta.url));

/** What {@link hiveMetastore} takes. */
export interface HiveMetastoreOptions {
  /** Where databases without a location of their own lie, such as `s3a://lake/warehouse`. */
  readonly warehouse: string;
  /** The S3 server of `s3a` locations; the metastore makes the folders of databases and tables itself. */
  readonly s3?: Pick<S3Server, 'environment' | 'hadoop'>;
  /**
   * Its database.
   * @default a new one
   */
  readonly database?: MariaDatabase;
  /** More options of Hive and Hadoop, such as `hive.txn.timeout`. */
  readonly options?: Readonly<Record<string, string>>;
}

/** A Hive Metastore of the version and by the script of the image. */
export interface HiveMetastore extends ServerProcess {
  /** `thrift://127.0.0.1:<port>`. */
  readonly uri: string;
  /** Address whose status is 200 once a question goes through to the database. */
  readonly readyUrl: string;
  readonly database: MariaDatabase;
  /** The account that the metastore works with. */
  readonly account: DatabaseAccount;
  /** Starts it again on the same port and database, after `stop` or `kill`; without the administrator's password. */
  readonly restart: () => Promise<void>;
}

/** Environment of the image's start script for a metastore on loopback. */
export function metastoreEnvironment(database: Pick<MariaDatabase, 'host' | 'port'>, password: string): Record<string, string> {
  return {
    METASTORE_LISTEN_ADDRESS: '127.0.0.1',
    METASTORE_DATABASE_HOST: database.host,
    METASTORE_DATABASE_PORT: String(database.port),
    METASTORE_DATABASE_TLS: 'disabled',
    METASTORE_DATABASE_PASSWORD: password,
    JDK_JAVA_OPTIONS: '-XX:TieredStopAtLevel=1 -Xmx512m',
  };
}

/** The start script of the image, and the jars that it needs, built by Maven on first use. */
export async function metastoreScript(): Promise<{ readonly command: string; readonly env: Record<string, string> }> {
  return { command: `${image}start.sh`, env: { METASTORE_JARS: await mavenProject(image) } };
}

/**
 * A new Hive Metastore 2.3.9 on MariaDB, on loopback ports, started by the image's own script and stopped after the last test
 * of the file.
 */
export async function hiveMetastore({ warehouse, s3, database: given, options = {} }: HiveMetastoreOptions): Promise<HiveMetastore> {
  const [script, database, port, healthPort] = await Promise.all([metastoreScript(), given ?? mariaDatabase(), freePort(), freePort()]);
  const account = { user: 'metastore', password: randomBytes(12).toString('hex') };
  const readyUrl = `http://127.0.0.1:${healthPort}/ready`;
  const settings = Object.entries({ ...s3?.hadoop, ...options }).map(([name, value]) => `${name}=${value}`);
  const env = {
    ...script.env,
    ...metastoreEnvironment(database, account.password),
    ...s3?.environment,
    METASTORE_PORT: String(port),
    METASTORE_HEALTH_PORT: String(healthPort),
    METASTORE_WAREHOUSE: warehouse,
    METASTORE_OPTIONS: settings.join('\n'),
  };
  const start = (more: Readonly<Record<string, string>>): Promise<ServerProcess> =>
    startServer({ command: script.command, args: ['serve'], env: { ...env, ...more }, ready: async () => (await fetch(readyUrl)).ok });
  const { user, password } = database.administrator;
  let server = await start({ METASTORE_ADMIN_USER: user, METASTORE_ADMIN_PASSWORD: password });
  return {
    uri: `thrift://127.0.0.1:${port}`,
    readyUrl,
    database,
    account,
    log: () => server.log(),
    stop: () => server.stop(),
    kill: () => server.kill(),
    restart: async () => {
      server = await start({});
    },
  };
}
