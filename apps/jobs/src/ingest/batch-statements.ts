import {
  clickhouseTarget,
  linePlan,
  logs,
  type logsRejected,
  otherFamily,
  parserVersion,
  type FormatFamily,
} from '@logex/log-schema';
import { stagingDatabase } from '../engine/job-engine.ts';

/** What the statements of a batch are made of. */
export interface BatchStatementOptions {
  /** Folder of links to the parts, named `<7 digits>.log` or `.log.gz`. */
  readonly links: string;
  /** Full names of the tables that the rows go into. */
  readonly logs: string;
  readonly rejected: string;
  /** Family that most lines are of; lines of the other one take a second way. It makes no difference to the rows. */
  readonly family: FormatFamily;
  readonly batch: string;
  /** Moment that the rows carry, ISO-8601. */
  readonly plannedAt: string;
  readonly maxLineBytes: number;
}

const staging = (name: string): string => `${stagingDatabase}.batch_${name}`;

/** Tables that live as long as a batch. */
const tables = { parsed: staging('parsed'), others: staging('others'), counts: staging('counts') } as const;

/** Views that share parsed lines out. */
const views = {
  toLogs: staging('to_logs'),
  toRejected: staging('to_rejected'),
  toOthers: staging('to_others'),
  toCounts: staging('to_counts'),
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
  return [...Object.values(views), ...Object.values(tables)].map((name) => `DROP TABLE IF EXISTS ${name}`);
}

const parsedNames = list([...Object.keys(logs.columns), ...clickhouseTarget.verdictColumns]);

function parseFrom(source: string, family: FormatFamily, options: BatchStatementOptions): string {
  const plan = linePlan({ maxLineBytes: options.maxLineBytes, family });
  const plannedAt = `toDateTime64(${clickhouseTarget.quoteText(options.plannedAt.replace('Z', ''))}, 6, 'UTC')`;
  const select = clickhouseTarget.parseSelect(plan, {
    source,
    passThrough: {
      ingest_file: 'ingest_file',
      ingest_line: 'ingest_line',
      ingest_batch: clickhouseTarget.quoteText(options.batch),
      ingested_at: plannedAt,
      partition_date: 'toDate32(timestamp)',
    },
  });
  return `SELECT ${parsedNames} FROM (${select})`;
}

/**
 * Makes the tables that share out one pass over the lines: parsed lines come into a table that keeps nothing, and views on it
 * take the accepted ones, the rejected ones, the few of the other family, and the counts.
 */
export function sharingStatements(options: BatchStatementOptions): string[] {
  const { parsed, others, counts } = tables;
  const rejected = Object.entries(rejectedColumns).map(([name, text]) => `${text} AS ${name}`);
  const other = clickhouseTarget.quoteText(otherFamily);
  return [
    `CREATE TABLE ${parsed} (${lineColumns().join(', ')}) ENGINE = Null`,
    `CREATE TABLE ${others} (line String, ingest_file String, ingest_line Int64) ENGINE = Memory`,
    `CREATE TABLE ${counts} (ingest_file String, reason String, line_count UInt64) ENGINE = Memory`,
    `CREATE MATERIALIZED VIEW ${views.toLogs} TO ${options.logs} AS SELECT ${list(Object.keys(logs.columns))} FROM ${parsed} WHERE reason = ''`,
    `CREATE MATERIALIZED VIEW ${views.toRejected} TO ${options.rejected} AS SELECT ${rejected.join(', ')} FROM ${parsed} WHERE reason NOT IN ('', ${other})`,
    `CREATE MATERIALIZED VIEW ${views.toOthers} TO ${others} AS SELECT raw_line AS line, ingest_file, ingest_line FROM ${parsed} WHERE reason = ${other}`,
    `CREATE MATERIALIZED VIEW ${views.toCounts} TO ${counts} AS SELECT ingest_file, reason, count() AS line_count FROM ${parsed} WHERE reason != ${other} GROUP BY ingest_file, reason`,
  ];
}

const otherThan = (family: FormatFamily): FormatFamily => (family === 'json' ? 'access' : 'json');

/** Reads and parses the lines of a batch. Parameters: `paths` and `lines_before` by number of the link. */
export function readStatement(options: BatchStatementOptions): string {
  const source = [
    '(SELECT line, {paths:Array(String)}[part] AS ingest_file, {lines_before:Array(Int64)}[part] + toInt64(row_number) + 1 AS ingest_line',
    'FROM (SELECT line, toUInt32(substring(_file, 1, 7)) AS part, _row_number AS row_number',
    `FROM file(${clickhouseTarget.quoteText(`${options.links}/*`)}, 'LineAsString', 'line String')))`,
  ].join(' ');
  return `INSERT INTO ${tables.parsed} (${parsedNames}) ${parseFrom(source, options.family, options)}`;
}

/** Parses the lines of the other family, where there are some. */
export function readOthersStatement(options: BatchStatementOptions): string {
  return `INSERT INTO ${tables.parsed} (${parsedNames}) ${parseFrom(tables.others, otherThan(options.family), options)}`;
}

/** Number of lines of the other family. */
export const othersQuery = `SELECT count() AS lines FROM ${tables.others}`;

/** Lines by file and reason; the empty reason is an accepted line. */
export const countsQuery = `SELECT ingest_file, reason, toString(sum(line_count)) AS line_count FROM ${tables.counts} GROUP BY ingest_file, reason`;
