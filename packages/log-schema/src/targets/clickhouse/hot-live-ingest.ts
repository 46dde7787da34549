import { hashNotLive } from '../../errors.ts';
import { linePlan, parserVersion } from '../../formats/line-plan.ts';
import { applyPolicy } from '../../pii/apply-policy.ts';
import { hashesAny, type PiiPolicy } from '../../pii/pii-policy.ts';
import { logs } from '../../tables/logs.ts';
import { logsRejected } from '../../tables/logs-rejected.ts';
import { mergeTreeTable } from './create-table.ts';
import { columnDefinitions } from './column-type.ts';
import { quoteIdentifier, quoteText } from './dialect.ts';
import { parseSelect, parseSettings, verdictColumns } from './parse-select.ts';

/** What {@link liveIngestStatements} takes. */
export interface LiveIngestOptions {
  /** Objects to read, with wildcards: `https://bucket.s3.region.amazonaws.com/logs/**`. Credentials are the server's own. */
  readonly url: string;
  /**
   * Path in Keeper where the queue remembers what it has read.
   * @default '/clickhouse/s3queue/logs'
   */
  readonly keeperPath?: string;
  /**
   * Days that rows stay.
   * @default 2
   */
  readonly keepDays?: number;
  /**
   * What is kept of values that tell of a person. A view has no place for a salt: `drop` and `mask` only.
   * @default everything
   */
  readonly policy?: PiiPolicy;
}

const live = { queue: 'logs_live_queue', lines: 'logs_live_lines', parsed: 'logs_live_parsed', rows: 'logs_live', rejected: 'logs_live_rejected' } as const;

const named = (name: string): string => `${quoteIdentifier(logs.namespace)}.${quoteIdentifier(name)}`;
const list = (names: readonly string[]): string => names.map(quoteIdentifier).join(', ');

/**
 * Ingest within seconds, beside the lake: ClickHouse takes new objects off S3 itself and parses them by the same plan as the jobs. Rows come
 * into `logs_live` and `logs_live_rejected`, tables of their own, so that the jobs remain the only writers of the lake and no row is
 * counted twice. Each inserted block is a batch of its own, seen whole or not at all. Statements in order; each has its name.
 *
 * @throws LogexError `schema/hash-not-live` (usage) for a policy that hashes.
 */
export function liveIngestStatements(options: LiveIngestOptions): Readonly<Record<'rows' | 'rejected' | 'queue' | 'parsed' | 'parse' | 'accept' | 'reject', string>> {
  const { url, keeperPath = '/clickhouse/s3queue/logs', keepDays = 2, policy } = options;
  if (hashesAny(policy)) throw hashNotLive();
  const columns = columnDefinitions(logs).map((definition) => `    ${definition}`);
  const names = [...Object.keys(logs.columns), ...verdictColumns];
  return {
    rows: mergeTreeTable(logs, { name: live.rows, keepDays }),
    rejected: mergeTreeTable(logsRejected, { name: live.rejected, keepDays }),
    queue: [
      `CREATE TABLE IF NOT EXISTS ${named(live.queue)} (line String)`,
      `ENGINE = S3Queue(${quoteText(url)}, 'LineAsString')`,
      `SETTINGS mode = 'unordered', keeper_path = ${quoteText(keeperPath)}, after_processing = 'keep'`,
    ].join('\n'),
    parsed: [
      `CREATE TABLE IF NOT EXISTS ${named(live.parsed)}`,
      '(',
      [...columns, '    reason String', '    detail Nullable(String)', '    format_tried Nullable(String)', '    raw_line String'].join(',\n'),
      ')',
      'ENGINE = Null',
    ].join('\n'),
    parse: [
      `CREATE MATERIALIZED VIEW IF NOT EXISTS ${named(live.lines)} TO ${named(live.parsed)} AS`,
      `SELECT ${list(names)} FROM (${parseSelect(applyPolicy(linePlan(), policy), parseSource)})`,
      `SETTINGS short_circuit_function_evaluation = ${quoteText(parseSettings.short_circuit_function_evaluation)}`,
    ].join('\n'),
    accept: `CREATE MATERIALIZED VIEW IF NOT EXISTS ${named(`${live.rows}_view`)} TO ${named(live.rows)} AS\nSELECT ${list(Object.keys(logs.columns))} FROM ${named(live.parsed)} WHERE reason = ''`,
    reject: `CREATE MATERIALIZED VIEW IF NOT EXISTS ${named(`${live.rejected}_view`)} TO ${named(live.rejected)} AS\nSELECT ${rejectedSelect()} FROM ${named(live.parsed)} WHERE reason != ''`,
  };
}

/** The moment of a block is one constant for all of its rows. A queue counts no lines: the number is that of the row in its block. */
const parseSource = {
  source: [
    "(SELECT line, _path AS ingest_file, toInt64(rowNumberInBlock()) + 1 AS ingest_line, now64(6, 'UTC') AS block_moment",
    `FROM ${quoteIdentifier(logs.namespace)}.${live.queue})`,
  ].join(' '),
  passThrough: {
    ingest_file: 'ingest_file',
    ingest_line: 'ingest_line',
    ingest_batch: "concat('live-', toString(toUnixTimestamp64Micro(block_moment)), '-', hostName())",
    ingested_at: 'block_moment',
    partition_date: 'toDate32(timestamp)',
  },
} as const;

function rejectedSelect(): string {
  const texts: Readonly<Partial<Record<string, string>>> = {
    parser_version: quoteText(parserVersion), rejected_at: 'ingested_at', partition_date: 'toDate32(ingested_at)',
  };
  return Object.keys(logsRejected.columns).map((name) => (texts[name] === undefined ? quoteIdentifier(name) : `${texts[name]} AS ${quoteIdentifier(name)}`)).join(', ');
}
