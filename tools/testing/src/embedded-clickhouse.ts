import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClickHouseClient } from '@clickhouse/client';
import { afterAll } from 'vitest';

let open: Promise<ClickHouseClient> | undefined;
let folder: string | undefined;
let workingFolder: string | undefined;

// A process has one engine at a time, and vitest gives each test file a process of its own.
afterAll(async () => {
  const client = await open;
  open = undefined;
  if (client === undefined) return;
  const { drainPending } = await import('chdb');
  await drainPending();
  await client.close();
  await drainPending();
  if (workingFolder !== undefined) process.chdir(workingFolder);
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

/**
 * ClickHouse in this process, behind the official client; the time zone is UTC and the data directory is new. The first
 * call of a test file starts the engine, later ones share it, and it is closed after the file's last test. Until then the
 * working directory is the root: the engine opens Iceberg folders only below it.
 */
export function embeddedClickHouse(): Promise<ClickHouseClient> {
  open ??= start();
  return open;
}

// The library is loaded here and not at import: files that never ask for the engine stay fast.
async function start(): Promise<ClickHouseClient> {
  const [{ createClient }, { createChdbConnection }] = await Promise.all([
    import('@clickhouse/client'),
    import('chdb/connection'),
  ]);
  workingFolder = process.cwd();
  process.chdir('/');
  folder = mkdtempSync(join(tmpdir(), 'logex-test-engine-'));
  // The hook is typed for an older minor version of the client; the two are tested together.
  return createClient({ connection: createChdbConnection({ path: folder }) as never, clickhouse_settings: wireSettings });
}

/** How results come over the wire: 64-bit integers quoted, so that no digit is lost, and times in ISO form. */
export const wireSettings = {
  output_format_json_quote_64bit_integers: 1,
  date_time_output_format: 'iso',
  session_timezone: 'UTC',
} as const;
