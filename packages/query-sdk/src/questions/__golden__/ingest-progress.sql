WITH (SELECT max(recorded_at) FROM analytics.ingested_files) AS newest_moment
SELECT
    state,
    uniqExact(path) AS file_count,
    sumOrNull(rows_in) AS lines_in,
    sumOrNull(rows_accepted) AS lines_accepted,
    sumOrNull(rows_rejected) AS lines_rejected,
    maxOrNull(recorded_at) AS last_recorded
FROM analytics.ingested_files
WHERE recorded_at > newest_moment - toIntervalDay({p1:UInt32})
  AND recorded_at <= newest_moment
GROUP BY state
ORDER BY state ASC
