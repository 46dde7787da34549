import {
  applyPolicy,
  clickhouseTarget,
  linePlan,
  logs,
  type logsRejected,
  parserVersion,
  plainLinePlan,
  unreadLine,
  type FormatFamily,
  type ParsePlan,
  type PiiPolicy,
} from '@logex/log-schema';
import { stagingDatabase } from '../engine/job-engine.ts';
import type { StagedDay } from '../engine/staged-table.ts';

/** What the statements of a batch are made of. */
export interface BatchStatementOptions {
  /** Folder of links to the parts, named `<7 digits>.log` or `.log.gz`. */
  readonly links: string;
  /** Full names of the tables that the rows go into. */
  readonly logs: string;
  readonly rejected: string;
  /** Tables that take the accepted rows of one day each; rows of other days go into `logs`. */
  readonly days: readonly StagedDay[];
  /** Path of a file for the lines that the plain plan leaves unread. */
  readonly unread: string;
  /** Family that most lines are of; the plain plan of it reads them. It makes no difference to the rows. */
  readonly family: FormatFamily;
  readonly batch: string;
  /** Moment that the rows carry, ISO-8601. */
  readonly plannedAt: string;
  readonly maxLineBytes: number;
  /** What is kept of values that tell of a person. */
  readonly policy?: PiiPolicy | undefined;
}

/** Database of what lives as long as a batch. */
const batchDatabase = `${stagingDatabase}_batch`;

const staging = (name: string): string => `${batchDatabase}.${name}`;

/** Tables that live as long as a batch. */
const tables = { parsed: staging('parsed'), unread: staging('unread'), counts: staging('counts') } as const;

/** Views that share parsed lines out. */
const views = {
  toLogs: staging('to_logs'),
  toRejected: staging('to_rejected'),
  toUnread: staging('to_unread'),
  toCounts: staging('to_counts'),
} as const;

/** Most days that have a table of their own in a batch. */
export const maxOwnDays = 3;

const dayViews = Array.from({ length: maxOwnDays }, (_, index) => staging(`to_day_${index + 1}`));

const list = (names: readonly string[]): string => names.map(clickhouseTarget.quoteIdentifier).join(', ');

/** Columns of a parsed line: those of `logs`, then the verdict. */
function lineColumns(): string[] {
  return [...clickhouseTarget.columnDefinitions(logs), 'reason String', 'detail Nullable(String)', 'format_tried Nullable(String)', 'raw_line String'];
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

/** Make the place for what lives as long as a batch, without that of an earlier one: two statements, where each table dropped is one. */
export const clearingStatements = [`DROP DATABASE IF EXISTS ${batchDatabase}`, `CREATE DATABASE ${batchDatabase} ENGINE = Memory`] as const;

const parsedNames = list([...Object.keys(logs.columns), ...clickhouseTarget.verdictColumns]);

function parseFrom(source: string, plan: ParsePlan, options: Pick<BatchStatementOptions, 'batch' | 'plannedAt' | 'policy'>): string {
  const plannedAt = `toDateTime64(${clickhouseTarget.quoteText(options.plannedAt.replace('Z', ''))}, 6, 'UTC')`;
  const select = clickhouseTarget.parseSelect(applyPolicy(plan, options.policy), {
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

const accepted = `SELECT ${list(Object.keys(logs.columns))} FROM ${tables.parsed} WHERE reason = ''`;

const toLogsView = (options: BatchStatementOptions, condition: string): string =>
  `CREATE MATERIALIZED VIEW ${views.toLogs} TO ${options.logs} AS ${accepted}${condition}`;

/**
 * Makes the tables that share out one pass over the lines: parsed lines come into a table that keeps nothing, and views on it
 * take the accepted ones, those that the plain plan leaves unread, and the counts.
 */
export function sharingStatements(options: BatchStatementOptions): string[] {
  const { parsed, unread, counts } = tables;
  const verdict = clickhouseTarget.quoteText(unreadLine);
  const dayOf = (day: string): string => `toDate32(${clickhouseTarget.quoteText(day)})`;
  const otherDays = options.days.map(({ day }) => ` AND partition_date != ${dayOf(day)}`).join('');
  return [
    `CREATE TABLE ${parsed} (${lineColumns().join(', ')}) ENGINE = Null`,
    `CREATE TABLE ${unread} (line String, ingest_file String, ingest_line Int64) ENGINE = File('Native', ${clickhouseTarget.quoteText(options.unread)})`,
    `CREATE TABLE ${counts} (ingest_file String, reason String, line_count UInt64) ENGINE = Memory`,
    ...options.days.map(({ day, name }, index) => `CREATE MATERIALIZED VIEW ${dayViews[index]} TO ${name} AS ${accepted} AND partition_date = ${dayOf(day)}`),
    toLogsView(options, otherDays),
    `CREATE MATERIALIZED VIEW ${views.toUnread} TO ${unread} AS SELECT raw_line AS line, ingest_file, ingest_line FROM ${parsed} WHERE reason = ${verdict}`,
    `CREATE MATERIALIZED VIEW ${views.toCounts} TO ${counts} AS SELECT ingest_file, reason, count() AS line_count FROM ${parsed} WHERE reason != ${verdict} GROUP BY ingest_file, reason`,
  ];
}

/** Reads and parses the lines of a batch. Parameters: `paths` and `lines_before` by number of the link, and those of the policy. */
export function readStatement(options: BatchStatementOptions): string {
  const source = [
    '(SELECT line, {paths:Array(String)}[part] AS ingest_file, {lines_before:Array(Int64)}[part] + toInt64(row_number) + 1 AS ingest_line',
    'FROM (SELECT line, toUInt32(substring(_file, 1, 7)) AS part, _row_number AS row_number',
    `FROM file(${clickhouseTarget.quoteText(`${options.links}/*`)}, 'LineAsString', 'line String')))`,
  ].join(' ');
  return `INSERT INTO ${tables.parsed} (${parsedNames}) ${parseFrom(source, plainLinePlan(options), options)}`;
}

/** Parse the lines that the plain plan left unread, after {@link readStatement}. Parameters: those of the policy. */
export function readUnreadStatements(options: BatchStatementOptions): string[] {
  const rejected = Object.entries(rejectedColumns).map(([name, text]) => `${text} AS ${name}`);
  return [
    // A table over a file is not read by a statement that may write to it, and one over Parquet is written once.
    ...[views.toUnread, views.toLogs, ...options.days.map((_, index) => dayViews[index])].map((view) => `DROP TABLE ${view}`),
    toLogsView(options, ''),
    `CREATE MATERIALIZED VIEW ${views.toRejected} TO ${options.rejected} AS SELECT ${rejected.join(', ')} FROM ${tables.parsed} WHERE reason != ''`,
    `INSERT INTO ${tables.parsed} (${parsedNames}) ${parseFrom(tables.unread, linePlan(options), options)}`,
  ];
}

/** Days of sample lines, the most frequent first. Parameter: `lines`. */
export function sampleDaysQuery(options: Pick<BatchStatementOptions, 'family' | 'batch' | 'plannedAt' | 'maxLineBytes'>): string {
  const source = `(SELECT arrayJoin({lines:Array(String)}) AS line, '' AS ingest_file, toInt64(1) AS ingest_line)`;
  return `SELECT toString(partition_date) AS day FROM (${parseFrom(source, plainLinePlan(options), options)}) WHERE reason = '' GROUP BY day ORDER BY count() DESC, day LIMIT ${maxOwnDays}`;
}

/** Lines by file and reason; the empty reason is an accepted line. */
export const countsQuery = `SELECT ingest_file, reason, toString(sum(line_count)) AS line_count FROM ${tables.counts} GROUP BY ingest_file, reason`;
