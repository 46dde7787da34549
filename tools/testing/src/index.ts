// Files that a test compares with or leaves behind
export { expectGolden } from './golden.ts';
export { temporaryFolder } from './temporary-folder.ts';

// Real engines
export type { ClickHouseFault } from './clickhouse-fault.ts';
export { clickHouseServer, type ClickHouseServer, type ClickHouseServerOptions } from './clickhouse-server.ts';
export { embeddedClickHouse, wireSettings } from './embedded-clickhouse.ts';

export { hiveMetastore, metastoreEnvironment, metastoreScript, type HiveMetastore, type HiveMetastoreOptions } from './hive-metastore.ts';
export { mariaDatabase, type DatabaseAccount, type MariaDatabase } from './maria-database.ts';
export { hadoopOptions, s3Server, type S3Server } from './s3-server.ts';
export { accepts, freePort, startServer, type ServerCommand, type ServerProcess } from './server-process.ts';
export { faultProxy, type Fault, type FaultProxy, type FaultRule } from './fault-proxy.ts';
export { mavenProject } from './maven-project.ts';

// Python programs for independent checks
export { pythonEnvironment, pythonTools } from './python-environment.ts';

// Documentation
export { typecheckMarkdown } from './typecheck-markdown.ts';
