import { logs, logsRejected } from '@logex/log-schema';
import { auditReport, type AuditReport } from '../audit/audit.ts';
import { planVersion, type JobPlan } from '../plan/job-plan.ts';
import { ledgerQuery } from './ledger-queries.ts';
import { openCatalog, tableName, type SparkCatalog } from './spark-catalog.ts';
import { withSpark, type SparkJobOptions } from './spark-warehouse.ts';

const rowsOf = (table: string, accepted: string, rejected: string): string =>
  `SELECT ingest_file AS file, CAST(0 AS BIGINT) AS lines, ${accepted} AS accepted, ${rejected} AS rejected,
  count(*) - count(DISTINCT ingest_batch, ingest_line) AS repeated, CAST(0 AS BIGINT) AS pending FROM ${table} GROUP BY ingest_file`;

const none = 'CAST(0 AS BIGINT)';

const balanceQuery = `
SELECT file, sum(lines) AS lines, sum(accepted) AS accepted, sum(rejected) AS rejected, sum(repeated) AS repeated, sum(pending) AS pending
FROM (
  SELECT path AS file, coalesce(sum(if(state = 'done', rows_in, 0)), 0) AS lines, ${none} AS accepted, ${none} AS rejected, ${none} AS repeated,
    count_if(state = 'planned') AS pending
  FROM (${ledgerQuery}) GROUP BY path
  UNION ALL ${rowsOf(tableName(logs), 'count(*)', none)}
  UNION ALL ${rowsOf(tableName(logsRejected), none, 'count(*)')}
)
GROUP BY file ORDER BY file`;

/** The plan of an audit. */
export function auditPlan(catalog: SparkCatalog): JobPlan {
  return {
    version: planVersion,
    job: 'audit',
    parameters: {},
    steps: [openCatalog(catalog), { kind: 'emit', name: 'balance', rows: balanceQuery }],
  };
}

/**
 * Compares the ledger with the tables, file by file, with Spark: rows in = rows accepted + rows rejected, no line twice.
 *
 * @throws LogexError of Spark.
 */
export async function sparkAudit(options: SparkJobOptions): Promise<AuditReport> {
  const emitted = await withSpark(options, false, (runner) => runner.run(auditPlan(options.catalog)));
  return auditReport(emitted['balance'] ?? []);
}
