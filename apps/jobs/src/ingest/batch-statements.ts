import { clickhouseTarget, linePlan, logs, logsRejected, parserVersion } from '@logex/log-schema';
import { stagingDatabase } from '../engine/job-engine.ts';

/** Where the statements of a batch read and write. */
export interface BatchTables {
  /** Folder of links to the parts, named `<7 digits>.log` or `.log.gz`. */
  readonly links: string;
  readonly logs: string;
  readonly rejected: string;
}

/** Names of the tables that live as long as a batch. */
export const batchTables = {
  lines: `${stagingDatabase}.batch_lines`,
  counts: `${stagingDatabase}.batch_counts`,
  toLogs: `${stagingDatabase}.batch_to_logs`,
  toRejected: `${stagingDatabase}.batch_to_rejected`,
  toCounts: `${stagingDatabase}.batch_to_counts`,
} as const;

const list = (names: readonly string[]): string => names.map(clickhouseTarget.quoteIdentifier).join(', ');

/** Columns of a parsed line: those of `logs`, then the verdict. */
function lineColumns(): string[] {
  const columns = Object.entries(logs.columns).map(
    ([name, column]) => `${clickhouseTarget.quoteIdentifier(name)} ${clickhouseTarget.columnType(logs, name, column)}`,
  );
  return [...columns, 'reason String', 'detail Nullable(String)', 'format_tried Nullable(String)', 'raw_line String'];
}

/** Columns of `logs_rejected`, read off a parsed line. */
export const rejectedColumns: Readonly<Record<keyof typeof logsRejected.columns, string>> = {
  raw_line: 'raw_line',
  reason: 'reason',
  detail: 'detail',
  format_tried: 'format_tried',
  parser_version: clickhouseTarget.quoteText(parserVersion),
  ingest_file: 'ingest_file',
  ingest_line: 'ingest_line',
  ingest_batch: 'ingest_batch',
  rejected_at: 'ingested_at',
  partition_date: 'toDate32(ingested_at)',
};

/** Removes the tables of an earlier batch. */
export function dropStatements(): string[] {
  const { toLogs, toRejected, toCounts, lines, counts } = batchTables;
  return [toLogs, toRejected, toCounts, lines, counts].map((name) => `DROP TABLE IF EXISTS ${name}`);
}

/**
 * Makes the tables that share out one pass over the lines: a table that keeps nothing, and three views on it, for accepted
 * lines, rejected ones and counts.
 */
export function sharingStatements(tables: BatchTables): string[] {
  const { lines, counts, toLogs, toRejected, toCounts } = batchTables;
  const rejected = Object.entries(rejectedColumns).map(([name, text]) => `${text} AS ${name}`);
  return [
    `CREATE TABLE ${lines} (${lineColumns().join(', ')}) ENGINE = Null`,
    `CREATE TABLE ${counts} (ingest_file String, reason String, line_count UInt64) ENGINE = Memory`,
    `CREATE MATERIALIZED VIEW ${toLogs} TO ${tables.logs} AS SELECT ${list(Object.keys(logs.columns))} FROM ${lines} WHERE reason = ''`,
    `CREATE MATERIALIZED VIEW ${toRejected} TO ${tables.rejected} AS SELECT ${rejected.join(', ')} FROM ${lines} WHERE reason != ''`,
    `CREATE MATERIALIZED VIEW ${toCounts} TO ${counts} AS SELECT ingest_file, reason, count() AS line_count FROM ${lines} GROUP BY ingest_file, reason`,
  ];
}

/**
 * Reads, parses and shares out the lines of a batch. Parameters: `paths` and `lines_before` by number of the link,
 * `batch`, `planned_at`.
 */
export function readStatement(tables: BatchTables, maxLineBytes: number): string {
  const source = [
    '(SELECT line, toUInt32(substring(_file, 1, 7)) AS part, _row_number AS row_number',
    `FROM file(${clickhouseTarget.quoteText(`${tables.links}/*`)}, 'LineAsString', 'line String'))`,
  ].join(' ');
  const select = clickhouseTarget.parseSelect(linePlan({ maxLineBytes }), {
    source,
    passThrough: {
      ingest_file: '{paths:Array(String)}[part]',
      ingest_line: '{lines_before:Array(Int64)}[part] + toInt64(row_number) + 1',
      ingest_batch: '{batch:String}',
      ingested_at: "parseDateTime64BestEffort({planned_at:String}, 6, 'UTC')",
      partition_date: 'toDate32(timestamp)',
    },
  });
  const names = list([...Object.keys(logs.columns), ...clickhouseTarget.verdictColumns]);
  return `INSERT INTO ${batchTables.lines} (${names}) SELECT ${names} FROM (${select})`;
}

/** Lines by file and reason; the empty reason is an accepted line. */
export const countsQuery = `SELECT ingest_file, reason, toString(sum(line_count)) AS line_count FROM ${batchTables.counts} GROUP BY ingest_file, reason`;
