import { ingestedFiles } from '@logex/log-schema';
import { tableName } from './spark-catalog.ts';

const ledgerTable = tableName(ingestedFiles);

/** The snapshot that the ledger is read at: what is claimed later is refused where others wrote since. */
export const ledgerStateQuery = `SELECT snapshot_id FROM ${ledgerTable}.refs WHERE name = 'main'`;

/** The ledger's last word on each part: later rows of one batch and path replace earlier ones. */
export const ledgerQuery = `
SELECT path, size, version, fingerprint, first_byte, end_byte, first_line, rows_in, ingest_batch, state, recorded_at
FROM (
  SELECT *, row_number() OVER (PARTITION BY ingest_batch, path ORDER BY recorded_at DESC, state = 'planned') AS place
  FROM ${ledgerTable}
)
WHERE place = 1`;

/**
 * Files that are to be read, with what their edges tell and what the ledger has of their path: every version that was read to its end, or will be, is out.
 * The newest row of a path is that of its newest version, and there the last part.
 */
export function candidatesQuery(round: string): string {
  return `
SELECT *, file_probe(path, size, known_end) AS probe FROM (
SELECT /*+ REPARTITION(16) */ listed.path, listed.size, listed.version, known.end_byte AS known_end, known.fingerprint AS known_digest,
  known.first_line AS known_first_line, known.rows_in AS known_rows
FROM listed
LEFT ANTI JOIN (SELECT path, size, version FROM ledger WHERE state != 'withdrawn' AND end_byte = size) AS finished
  ON finished.path = listed.path AND finished.size = listed.size AND finished.version = listed.version
LEFT JOIN (
  SELECT *, row_number() OVER (PARTITION BY path ORDER BY version_at DESC, end_byte DESC) AS place
  FROM (SELECT *, max(recorded_at) OVER (PARTITION BY path, size, version) AS version_at FROM ledger WHERE state != 'withdrawn')
) AS known ON known.path = listed.path AND known.place = 1
WHERE ${round} = 'new' AND NOT listed.skipped AND listed.error IS NULL
)`;
}

/** How much a gzip file grows when it is unpacked: logs come out about eight times as large. */
const gzipGrowth = 8;

/**
 * Parts to read. A plain file that only grew is read from where the ledger ends; where a last line without a line break has
 * grown since, that line is read again, as a whole, under its own number.
 */
const partsQuery = `
SELECT path, size, version, fingerprint, cause, first_byte, size AS end_byte, first_line,
  (size - first_byte) * if(is_gzip, ${gzipGrowth}, 1) AS weight
FROM (
  SELECT path, size, version, digest AS fingerprint, is_gzip,
    CASE WHEN known_end IS NULL THEN 'new' WHEN is_grown THEN 'grown' ELSE 'changed' END AS cause,
    CASE WHEN NOT is_grown THEN 0 WHEN at_line THEN known_end WHEN line_break > 0 THEN known_end + line_break ELSE line_start END AS first_byte,
    CASE WHEN NOT is_grown THEN 1 WHEN at_line OR line_break > 0 THEN next_line ELSE next_line - 1 END AS first_line
  FROM (
    SELECT path, probe.size AS size, probe.version AS version, probe.digest AS digest, probe.gzip AS is_gzip,
      known_end, probe.line_start AS line_start, probe.line_break AS line_break, known_first_line + known_rows AS next_line,
      coalesce(NOT probe.gzip AND known_rows IS NOT NULL AND probe.size >= known_end AND probe.known_digest = known_digest, false) AS is_grown,
      coalesce(probe.line_start = known_end OR probe.size = known_end, false) AS at_line
    FROM probed WHERE probe.error IS NULL
  )
)`;

/**
 * Parts with the batch that reads each. Batches are packed by bytes; the id is a hash of what the parts
 * are, and of how often they were claimed and given back before.
 */
export function claimedQuery(maxParts: number): string {
  return `
SELECT path, size, version, fingerprint, cause, first_byte, end_byte, first_line,
  substr(sha2(array_join(array_sort(collect_list(to_json(named_struct('path', path, 'size', size, 'version', version, 'first', first_byte, 'end', end_byte, 'attempt', attempt)))
    OVER (PARTITION BY bin, slot)), '\\n'), 256), 1, 20) AS ingest_batch
FROM (
  SELECT parts.*, coalesce(withdrawn.attempts, 0) AS attempt,
    CAST(floor(((sum(weight) OVER (sorted)) - weight) / :batch_bytes) AS BIGINT) AS bin,
    CAST(floor(((row_number() OVER (sorted)) - 1) / ${maxParts}) AS BIGINT) AS slot
  FROM (${partsQuery}) AS parts
  LEFT JOIN (
    SELECT path, size, version, first_byte, count(*) AS attempts FROM ledger WHERE state = 'withdrawn' GROUP BY path, size, version, first_byte
  ) AS withdrawn USING (path, size, version, first_byte)
  WINDOW sorted AS (ORDER BY path)
)`;
}

/** Rows of the ledger that claim the parts. */
export const claimRows = `
SELECT path, size, version, fingerprint, first_byte, end_byte, first_line, CAST(NULL AS BIGINT) AS rows_in, CAST(NULL AS BIGINT) AS rows_accepted,
  CAST(NULL AS BIGINT) AS rows_rejected, ingest_batch, 'planned' AS state, CAST(:run_started AS TIMESTAMP) AS recorded_at,
  CAST(NULL AS STRING) AS pii_policy
FROM claimed`;

/** Numbers of the listing, for the summary. */
export const listingQuery = `
SELECT listed, skipped, usable - candidates AS unchanged, vanished, files, batches, bytes, new, grown, changed
FROM (SELECT count_if(NOT skipped) AS listed, count_if(skipped) AS skipped, count_if(NOT skipped AND error IS NULL) AS usable FROM listed)
CROSS JOIN (SELECT count(*) AS candidates, count_if(probe.gone) AS vanished FROM probed)
CROSS JOIN (
  SELECT count(*) AS files, count(DISTINCT ingest_batch) AS batches, coalesce(sum(end_byte - first_byte), 0) AS bytes,
    count_if(cause = 'new') AS new, count_if(cause = 'grown') AS grown, count_if(cause = 'changed') AS changed
  FROM claimed
)`;

/** Files that cannot be opened. */
export const unreadableQuery = `
SELECT path, error FROM listed WHERE error IS NOT NULL AND NOT skipped
UNION ALL SELECT path, probe.error FROM probed WHERE probe.error IS NOT NULL AND NOT probe.gone`;

/** Batches that are planned and not done, oldest first. */
export const pendingQuery = `
SELECT ingest_batch AS batch_id, min(recorded_at) AS planned_at FROM ledger WHERE state = 'planned' GROUP BY ingest_batch ORDER BY planned_at, batch_id`;
