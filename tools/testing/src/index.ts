// Files that a test compares with or leaves behind
export { expectGolden } from './golden.ts';
export { temporaryFolder } from './temporary-folder.ts';

// Real engines
export { embeddedClickHouse, wireSettings } from './embedded-clickhouse.ts';
