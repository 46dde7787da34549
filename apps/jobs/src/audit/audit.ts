import { logs, logsRejected } from '@logex/log-schema';
import { requireLogs } from '../aggregate/aggregate.ts';
import { icebergSource } from '../engine/iceberg-source.ts';
import { openForReading } from '../engine/job-engine.ts';
import { ledgerRelation } from '../ingest/ledger.ts';
import { warehouseAt } from '../warehouse/warehouse.ts';

/** The balance of one file: what the ledger says was read, and what stands in the tables. */
export interface FileBalance {
  readonly file: string;
  /** Lines read, by the ledger; a file rejected as a whole counts as one. */
  readonly lines: number;
  /** Rows in `logs`. */
  readonly accepted: number;
  /** Rows in `logs_rejected`. */
  readonly rejected: number;
  /** Lines minus rows. */
  readonly difference: number;
  /** Rows that share file and line with another row of the same batch. */
  readonly repeated: number;
  /** Parts that a killed run left to be finished by the next ingest. */
  readonly pending: number;
  readonly balanced: boolean;
}

/** The balance of a warehouse. */
export interface AuditReport {
  readonly job: 'audit';
  readonly balanced: boolean;
  readonly files: readonly FileBalance[];
  readonly lines: number;
  readonly accepted: number;
  readonly rejected: number;
}

/**
 * Compares the ledger with the tables, file by file: rows in = rows accepted + rows rejected, no line twice.
 *
 * @throws LogexError `jobs/warehouse-empty` (usage).
 */
export async function audit(folder: string): Promise<AuditReport> {
  const warehouse = warehouseAt(folder);
  await requireLogs(warehouse);
  const engine = await openForReading();
  try {
    const rows = (table: typeof logs | typeof logsRejected): string =>
      `SELECT ingest_file AS file, count() AS rows, count() - uniqExact(ingest_batch, ingest_line) AS repeated FROM ${icebergSource(warehouse, table)} GROUP BY file`;
    const found = await engine.rows<Record<'file' | 'lines' | 'accepted' | 'rejected' | 'repeated' | 'pending', string>>(`
      SELECT
        file,
        sum(ledger_lines) AS lines, sum(log_rows) AS accepted, sum(rejected_rows) AS rejected,
        sum(repeated_rows) AS repeated, sum(pending_parts) AS pending
      FROM (
        SELECT path AS file, toInt64(sumIf(ifNull(rows_in, 0), state = 'done')) AS ledger_lines, 0 AS log_rows, 0 AS rejected_rows,
          0 AS repeated_rows, countIf(state = 'planned') AS pending_parts
        FROM ${ledgerRelation(warehouse)} GROUP BY file
        UNION ALL SELECT file, 0, rows, 0, repeated, 0 FROM (${rows(logs)})
        UNION ALL SELECT file, 0, 0, rows, repeated, 0 FROM (${rows(logsRejected)})
      )
      GROUP BY file ORDER BY file`);
    return auditReport(found);
  } finally {
    await engine.close();
  }
}

/** The report of balances as an engine gives them, numbers as text or as numbers. */
export function auditReport(found: readonly Readonly<Record<string, unknown>>[]): AuditReport {
  const files = found.map((row): FileBalance => {
    const [lines, accepted, rejected, repeated, pending] = ['lines', 'accepted', 'rejected', 'repeated', 'pending'].map((name) => Number(row[name])) as [number, number, number, number, number];
    const difference = lines - accepted - rejected;
    return { file: String(row['file']), lines, accepted, rejected, difference, repeated, pending, balanced: difference === 0 && repeated === 0 && pending === 0 };
  });
  const total = (of: (file: FileBalance) => number): number => files.reduce((sum, file) => sum + of(file), 0);
  return {
    job: 'audit',
    balanced: files.every((file) => file.balanced),
    files,
    lines: total((file) => file.lines),
    accepted: total((file) => file.accepted),
    rejected: total((file) => file.rejected),
  };
}
