// Files that a test compares with or leaves behind
export { expectGolden } from './golden.ts';
export { temporaryFolder } from './temporary-folder.ts';

// Real engines
export { clickHouseServer, type ClickHouseServer, type ClickHouseServerOptions } from './clickhouse-server.ts';
export { embeddedClickHouse, wireSettings } from './embedded-clickhouse.ts';

// Python programs for independent checks
export { pythonEnvironment, pythonTools } from './python-environment.ts';

// Documentation
export { typecheckMarkdown } from './typecheck-markdown.ts';
