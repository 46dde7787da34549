import { applyPolicy, ingestedFiles, familyLinePlans, logs, logsRejected, parserVersion, plainAnyLinePlan, sparkTarget, unreadLine, type PiiPolicy } from '@logex/log-schema';
import { batchMarker } from '../ingest/ledger.ts';
import type { PlanStep } from '../plan/job-plan.ts';
import { policyFingerprint } from '../policy/kept-policy.ts';
import { tableName } from './spark-catalog.ts';

const quote = sparkTarget.quoteText;
const tables = { logs: tableName(logs), rejected: tableName(logsRejected), ledger: tableName(ingestedFiles) } as const;

/** What {@link batchSteps} takes. */
export interface BatchStepOptions {
  /** Longest line that is parsed, in bytes. */
  readonly maxLineBytes: number;
  /** What is kept of values that tell of a person. */
  readonly policy?: PiiPolicy | undefined;
}

/**
 * For statements about files: compiling one to machine code costs more than running it, as does planning it anew while it runs. For those about
 * lines it is the other way round.
 */
export const aboutFiles: PlanStep = {
  kind: 'configure',
  name: 'for files',
  settings: { 'spark.sql.codegen.wholeStage': 'false', 'spark.sql.codegen.factoryMode': 'NO_CODEGEN', 'spark.sql.adaptive.enabled': 'false' },
};
const aboutLines: PlanStep = {
  kind: 'configure',
  name: 'for lines',
  settings: { 'spark.sql.codegen.wholeStage': 'true', 'spark.sql.codegen.factoryMode': 'FALLBACK', 'spark.sql.adaptive.enabled': 'true' },
};

/** Bytes that one task reads. */
const chunkBytes = 64 * 1024 * 1024;

/** The numbered parts of the batch, with the number of the first line of each: of a part behind another one, that follows from the one before. */
const plannedQuery = `
SELECT CAST(row_number() OVER (ORDER BY planned.path) AS BIGINT) AS part, planned.path, planned.size, planned.version, planned.fingerprint, planned.first_byte, planned.end_byte,
  if(planned.first_line > 0, planned.first_line, before.next_line) AS first_line, coalesce(claimed.cause, 'new') AS cause
FROM (SELECT * FROM ledger WHERE ingest_batch = :batch_id AND state = 'planned') AS planned
LEFT JOIN (
  SELECT path, size, version, end_byte AS at_byte, max(first_line + rows_in) AS next_line FROM ${tables.ledger}
  WHERE state = 'done' AND end_byte < size GROUP BY path, size, version, end_byte
) AS before ON planned.first_line = 0 AND before.path = planned.path AND before.size = planned.size AND before.version = planned.version
  AND before.at_byte = planned.first_byte
LEFT JOIN claimed ON claimed.path = planned.path AND claimed.ingest_batch = :batch_id`;

const holdsMarker = (table: string): string => `(SELECT count(*) FROM ${table}.snapshots WHERE summary['${batchMarker}'] = :batch_id) > 0`;

const marksQuery = `SELECT ${holdsMarker(tables.logs)} AS has_logs, ${holdsMarker(tables.rejected)} AS has_rejected`;

const hasLogs = ':has_logs';
const hasNoLogs = 'NOT :has_logs';

const passThrough = { part: 'part', chunk: 'chunk', line_index: 'line_index', fault: 'fault', fault_detail: 'fault_detail' } as const;

const plainQuery = ({ maxLineBytes, policy }: BatchStepOptions): string =>
  sparkTarget.parseSelect(applyPolicy(plainAnyLinePlan({ maxLineBytes }), policy), { source: 'lines', passThrough });

const isUnread = `reason = ${quote(unreadLine)}`;

/** The lines that the plain plan left unread, by the full plan of each family: each gives the partitions of the view that it reads. */
const familyQueries = ({ maxLineBytes, policy }: BatchStepOptions): readonly string[] =>
  familyLinePlans({ maxLineBytes, dialect: 'spark' }).map((plan) =>
    sparkTarget.parseSelect(applyPolicy(plan, policy), { source: `(SELECT raw_line AS line, ${Object.keys(passThrough).join(', ')} FROM read_first WHERE ${isUnread})`, passThrough }));

/** Lines by chunk and reason, and the days that they are of. */
const countsQuery = (view: string): string => `
SELECT part, chunk, if(fault IS NULL, reason, fault) AS reason, fault, fault_detail, count(*) AS line_count,
  min(CAST(timestamp AS DATE)) AS first_day, max(CAST(timestamp AS DATE)) AS last_day
FROM ${view} GROUP BY part, chunk, if(fault IS NULL, reason, fault), fault, fault_detail`;

/** Whether the file was something else, after it was read, than what was planned; one that only grew is still what was planned. */
const isChanged = `(after.probe.version IS NULL OR (NOT (after.probe.size = planned.size AND after.probe.version = planned.version)
    AND NOT coalesce(CASE WHEN after.probe.gzip OR after.probe.size < planned.end_byte THEN false
      ELSE file_probe(planned.path, CAST(NULL AS BIGINT), planned.end_byte).known_digest = planned.fingerprint END, false)))`;

/** What became of each part that was read. */
const outcomesQuery = `
SELECT planned.part, planned.path, planned.size, planned.version, planned.fingerprint, planned.first_byte, planned.end_byte, planned.first_line, planned.cause,
  if(planned.first_line IS NULL OR ${isChanged}, 'withdrawn', 'done') AS state, counted.fault, counted.fault_detail,
  if(counted.fault IS NULL, coalesce(counted.accepted, 0), 0) AS accepted,
  if(counted.fault IS NULL, coalesce(counted.rejected, 0), 1) AS rejected
FROM planned
JOIN (SELECT path, file_probe(path, CAST(NULL AS BIGINT), CAST(NULL AS BIGINT)) AS probe FROM planned) AS after ON after.path = planned.path
LEFT JOIN (
  SELECT part, max(fault) AS fault, max(fault_detail) AS fault_detail, sum(if(reason = '', line_count, 0)) AS accepted,
    sum(if(reason != '', line_count, 0)) AS rejected
  FROM counts GROUP BY part
) AS counted ON counted.part = planned.part`;

/** What became of each part of a batch whose logs are committed: what stands in the tables. A part without rows was withdrawn. */
const committedQuery = `
SELECT planned.part, planned.path, planned.size, planned.version, planned.fingerprint, planned.first_byte, planned.end_byte,
  coalesce(planned.first_line, stands.first_line, 1) AS first_line, planned.cause,
  if(stands.path IS NULL AND planned.end_byte > planned.first_byte, 'withdrawn', 'done') AS state,
  CAST(NULL AS STRING) AS fault, CAST(NULL AS STRING) AS fault_detail, coalesce(stands.accepted, 0) AS accepted, coalesce(stands.rejected, 0) AS rejected
FROM planned LEFT JOIN (
  SELECT path, min(line) AS first_line, sum(accepted) AS accepted, sum(rejected) AS rejected FROM (
    SELECT ingest_file AS path, min(ingest_line) AS line, count(*) AS accepted, 0 AS rejected FROM ${tables.logs} WHERE ingest_batch = :batch_id GROUP BY ingest_file
    UNION ALL
    SELECT ingest_file, min(ingest_line), 0, count(*) FROM ${tables.rejected} WHERE ingest_batch = :batch_id GROUP BY ingest_file
  ) GROUP BY path
) AS stands ON stands.path = planned.path`;

const withdrawnQuery = `
SELECT part, path, size, version, fingerprint, first_byte, end_byte, first_line, cause, 'withdrawn' AS state, CAST(NULL AS STRING) AS fault,
  CAST(NULL AS STRING) AS fault_detail, CAST(0 AS BIGINT) AS accepted, CAST(0 AS BIGINT) AS rejected
FROM planned`;

/** Rejected lines are committed that this reading does not give: files or limits changed between two runs. */
const differsQuery = `
SELECT count(*) > 0 AS is_rolled_back
FROM (
  SELECT path FROM (SELECT ingest_file AS path, count(*) AS stand FROM ${tables.rejected} WHERE ingest_batch = :batch_id GROUP BY ingest_file) AS committed
  FULL OUTER JOIN (SELECT path, if(state = 'done', rejected, 0) AS found FROM outcomes) AS read USING (path)
  WHERE :has_rejected AND NOT :has_logs AND coalesce(committed.stand, 0) != coalesce(read.found, 0)
)`;

/** File of each chunk of the parts that stand, and the number of its first line. */
const offsetsQuery = `
SELECT counted.chunk, outcomes.path,
  outcomes.first_line + coalesce(sum(counted.line_count) OVER (PARTITION BY counted.part ORDER BY counted.chunk ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS line_before
FROM (SELECT part, chunk, sum(line_count) AS line_count FROM counts GROUP BY part, chunk) AS counted
JOIN outcomes ON outcomes.part = counted.part AND outcomes.state = 'done' AND outcomes.fault IS NULL`;

/**
 * How rows come to the writers. Where each task has lines of few days, as logs mostly do, it writes them itself: bringing the rows of a day together
 * costs more than parsing them. Else every task would write a small file for each of many days.
 */
const distribution = `(
SELECT if(least(sum(days), (datediff(max(last_day), min(first_day)) + 1) * max(tasks)) <= 2 * max(tasks) + 6, 'none', 'hash')
FROM (SELECT min(first_day) AS first_day, max(last_day) AS last_day, datediff(max(last_day), min(first_day)) + 1 AS days FROM counts WHERE reason = '' GROUP BY chunk)
CROSS JOIN (SELECT greatest(1, ceil(sum(end_byte - first_byte) / ${chunkBytes})) AS tasks FROM planned)
)`;

const placedLines = 'parsed JOIN offsets ON offsets.chunk = parsed.chunk';

/** Columns that the job fills, over {@link placedLines}. */
const provenance: Readonly<Record<string, string>> = {
  ingest_file: 'offsets.path',
  ingest_line: 'offsets.line_before + parsed.line_index',
  ingest_batch: ':batch_id',
  ingested_at: ':planned_at',
  partition_date: 'CAST(parsed.`timestamp` AS DATE)',
};

const logRows = `
SELECT /*+ BROADCAST(offsets) */ ${Object.keys(logs.columns).map((name) => `${provenance[name] ?? `parsed.${sparkTarget.quoteIdentifier(name)}`} AS ${sparkTarget.quoteIdentifier(name)}`).join(', ')}
FROM ${placedLines}
WHERE parsed.reason = ''`;

const rejectedRows = `
SELECT /*+ BROADCAST(offsets) */ CAST(parsed.raw_line AS BINARY) AS raw_line, parsed.reason, parsed.detail, parsed.format_tried, ${quote(parserVersion)} AS parser_version,
  offsets.path AS ingest_file, offsets.line_before + parsed.line_index AS ingest_line, :batch_id AS ingest_batch, :planned_at AS rejected_at,
  CAST(:planned_at AS DATE) AS partition_date
FROM ${placedLines}
WHERE parsed.reason != ''
UNION ALL
SELECT CAST('' AS BINARY), fault, fault_detail, CAST(NULL AS STRING), ${quote(parserVersion)}, path, CAST(0 AS BIGINT), :batch_id, :planned_at, CAST(:planned_at AS DATE)
FROM outcomes WHERE state = 'done' AND fault IS NOT NULL`;

const totalsQuery = `
SELECT coalesce(sum(if(state = 'done', accepted, 0)), 0) AS accepted, coalesce(sum(if(state = 'done', rejected, 0)), 0) AS rejected FROM outcomes`;

const marker = { key: batchMarker, value: ':batch_id' } as const;

/** Rows that a table took in for the batch differ from what was counted. */
const miscounted = (table: string, column: 'accepted' | 'rejected'): string =>
  `SELECT '${column}' AS rows_of, :${column} AS expected, summary['added-records'] AS written FROM ${table}.snapshots
WHERE summary['${batchMarker}'] = :batch_id AND CAST(summary['added-records'] AS BIGINT) != :${column}`;

const doneRows = (fingerprint: string | null): string => `
SELECT path, size, version, fingerprint, first_byte, end_byte, coalesce(first_line, 0) AS first_line,
  if(state = 'done', accepted + rejected, NULL) AS rows_in, if(state = 'done', accepted, NULL) AS rows_accepted, if(state = 'done', rejected, NULL) AS rows_rejected,
  :batch_id AS ingest_batch, state, current_timestamp() AS recorded_at,
  ${fingerprint === null ? 'CAST(NULL AS STRING)' : `if(state = 'done', ${quote(fingerprint)}, NULL)`} AS pii_policy
FROM outcomes`;

const ofDone = (value: string): string => `coalesce(sum(if(state = 'done', ${value}, 0)), 0)`;

const reasonsQuery = `
SELECT reason, count(*) AS line_count FROM ${tables.rejected} WHERE ingest_batch = :batch_id GROUP BY reason ORDER BY reason`;

const summaryQuery = `
SELECT :batch_id AS batch, :round AS round, ${ofDone('accepted')} AS accepted, ${ofDone('rejected')} AS rejected,
  ${ofDone('end_byte - first_byte')} AS bytes,
  count_if(state = 'done' AND cause = 'new') AS new, count_if(state = 'done' AND cause = 'grown') AS grown, count_if(state = 'done' AND cause = 'changed') AS changed,
  count_if(state = 'done' AND fault IS NOT NULL) AS faulty,
  (SELECT map_from_entries(collect_list(struct(reason, line_count))) FROM (${reasonsQuery})) AS reasons
FROM outcomes`;

const notRolledBack = `${hasNoLogs} AND NOT :is_rolled_back`;

/** Parses what the plain plan left; `parsed` and `counts` are all lines then. */
function remainingSteps(options: BatchStepOptions): PlanStep[] {
  const families = familyQueries(options).map((text, index) => ({ text, view: `family_${index + 1}` }));
  const read = `NOT (${isUnread})`;
  const counts = [`SELECT * FROM first_counts WHERE ${read} AND fault IS NULL`, ...families.map(({ view }) => countsQuery(view))];
  return [
    ...families.map(({ text, view }): PlanStep => ({ kind: 'sql', name: 'parse other lines', when: ':has_unread', text, view, keep: 'executors' })),
    { kind: 'sql', name: 'put lines together', when: ':has_unread', text: `SELECT * FROM read_first WHERE ${read}`, view: 'parsed', beside: families.map(({ view }) => view) },
    { kind: 'sql', name: 'count other lines', when: ':has_unread', text: counts.join('\nUNION ALL'), view: 'counts', keep: 'driver' },
    { kind: 'sql', name: 'take all lines', when: 'NOT :has_unread', text: 'SELECT * FROM read_first', view: 'parsed' },
    { kind: 'sql', name: 'take all counts', when: 'NOT :has_unread', text: 'SELECT * FROM first_counts', view: 'counts' },
  ];
}

/** Reads the lines of a batch, and finds out what became of each of its parts. */
function readingSteps(options: BatchStepOptions): PlanStep[] {
  const parts = 'SELECT part, path, size, first_byte, end_byte FROM planned WHERE first_line IS NOT NULL ORDER BY part';
  return [
    aboutLines,
    { kind: 'read-lines', name: 'read lines', when: hasNoLogs, view: 'lines', parts, chunkBytes },
    { kind: 'sql', name: 'parse lines', when: hasNoLogs, text: plainQuery(options), view: 'read_first', keep: 'executors' },
    { kind: 'sql', name: 'count lines', when: hasNoLogs, text: countsQuery('read_first'), view: 'first_counts', keep: 'driver' },
    {
      kind: 'for-each',
      name: 'remaining lines',
      when: hasNoLogs,
      rows: `SELECT count(*) > 0 AS has_unread FROM first_counts WHERE ${isUnread} OR fault IS NOT NULL`,
      steps: remainingSteps(options),
    },
    aboutFiles,
    { kind: 'sql', name: 'check files', when: hasNoLogs, text: outcomesQuery, view: 'outcomes', keep: 'driver' },
    { kind: 'sql', name: 'read commits', when: hasLogs, text: committedQuery, view: 'outcomes', keep: 'driver' },
  ];
}

/** Takes back what an earlier reading committed and this one does not give; the files are planned anew by the next run. */
const rollBackSteps: readonly PlanStep[] = [
  {
    kind: 'write',
    name: 'roll back rejected',
    when: ':is_rolled_back',
    table: tables.rejected,
    text: `DELETE FROM ${tables.rejected} WHERE ingest_batch = :batch_id`,
    mode: 'statement',
    marker: { key: 'logex-rolled-back', value: ':batch_id' },
  },
  { kind: 'sql', name: 'withdraw batch', when: ':is_rolled_back', text: withdrawnQuery, view: 'outcomes', keep: 'driver' },
];

const commitSteps = (fingerprint: string | null): PlanStep[] => [
  { kind: 'sql', name: 'number lines', when: notRolledBack, text: offsetsQuery, view: 'offsets', keep: 'driver' },
  aboutLines,
  { kind: 'write', name: 'write rejected', when: `${notRolledBack} AND :rejected > 0`, table: tables.rejected, text: rejectedRows, mode: 'append', marker },
  { kind: 'write', name: 'write logs', when: `${notRolledBack} AND :accepted > 0`, table: tables.logs, text: logRows, mode: 'append', marker, distribution },
  aboutFiles,
  {
    kind: 'assert',
    name: 'compare counts',
    rows: `${miscounted(tables.logs, 'accepted')} UNION ALL ${miscounted(tables.rejected, 'rejected')}`,
    when: notRolledBack,
    code: 'counts-differ',
    message: 'other rows were written than lines read',
  },
  { kind: 'write', name: 'close batch', table: tables.ledger, text: doneRows(fingerprint), mode: 'append', marker: { key: batchMarker, value: "concat(:batch_id, '-done')" } },
  { kind: 'emit', name: 'batch-done', rows: summaryQuery },
  { kind: 'emit', name: 'withdrawn', rows: "SELECT path FROM outcomes WHERE state = 'withdrawn'" },
];

/**
 * Reads a batch and commits it: rejected lines, logs, ledger. Each commit carries the id of the batch, so that it may be killed
 * between any two of them and run again. The parameters are batch_id, planned_at and round.
 */
export function batchSteps(options: BatchStepOptions): PlanStep[] {
  return [
    { kind: 'sql', name: 'load batch', text: plannedQuery, view: 'planned', keep: 'driver' },
    {
      kind: 'for-each',
      name: 'commits that stand',
      rows: marksQuery,
      steps: [
        ...readingSteps(options),
        {
          kind: 'for-each',
          name: 'verdict',
          rows: differsQuery,
          steps: [...rollBackSteps, { kind: 'for-each', name: 'totals', rows: totalsQuery, steps: commitSteps(policyFingerprint(options.policy)) }],
        },
      ],
    },
  ];
}
