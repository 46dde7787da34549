import { LogexError } from '@logex/log-schema';

/** A table with columns that its definition neither has nor had. */
export function tableNewer(table: string, columns: readonly string[]): LogexError {
  return new LogexError({
    code: 'jobs/table-newer',
    kind: 'usage',
    message: `migrating table '${table}': it has ${columns.map((column) => `'${column}'`).join(', ')}, which this release does not know; nothing was changed`,
    hint: 'migrate with the release that the table is of, or a later one; drop the column yourself if it is your own',
  });
}

/** A table that is not what it should be after its migration. */
export function migrationIncomplete(table: string, changes: readonly string[]): LogexError {
  return new LogexError({
    code: 'jobs/migration-incomplete',
    kind: 'outside',
    message: `migrating table '${table}': after the statements it still differs by ${changes.join(', ')}; another job changed it meanwhile`,
    hint: 'run the migration again',
    retry: true,
  });
}

/** A migration that lost against other writers each time. */
export function migrationLost(table: string, attempts: number): LogexError {
  return new LogexError({
    code: 'jobs/migration-lost',
    kind: 'outside',
    message: `migrating table '${table}': other jobs committed first, ${attempts} times`,
    hint: 'let other jobs end, then run the migration again',
    retry: true,
  });
}

/** The ClickHouse server that has the hot tables fails. */
export function hotTierFailed(url: string, cause: unknown): LogexError {
  return new LogexError({
    code: 'jobs/hot-tier-failed',
    kind: 'outside',
    message: `migrating hot tables at '${url.replace(/\/\/[^@/]*@/, '//')}': ${cause instanceof Error ? cause.message : String(cause)}`,
    hint: 'check the address, and that LOGEX_CLICKHOUSE_USER may ALTER and CREATE; the Iceberg tables are migrated, and the command may be repeated',
    retry: true,
    cause,
  });
}
