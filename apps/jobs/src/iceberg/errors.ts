import { LogexError } from '@logex/log-schema';

const reason = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** A folder that holds no Iceberg table. */
export function tableMissing(location: string): LogexError {
  return new LogexError({
    code: 'iceberg/table-missing',
    kind: 'usage',
    message: `loading the table at '${location}': no metadata/vN.metadata.json there`,
    hint: 'create the schema in this warehouse first, or name another warehouse',
  });
}

/** A location that is not an absolute plain path. */
export function locationNotAllowed(location: string): LogexError {
  return new LogexError({
    code: 'iceberg/location-not-allowed',
    kind: 'usage',
    message: `using a table at '${location}': a location is an absolute path without a scheme, such as /data/warehouse/logs`,
    hint: 'resolve the path first; tables in object storage are not committed from here',
  });
}

/** A table folder that stands elsewhere than its metadata says. */
export function tableMoved(location: string, recorded: string): LogexError {
  return new LogexError({
    code: 'iceberg/table-moved',
    kind: 'usage',
    message: `loading the table at '${location}': its metadata says that it stands at '${recorded}', and its files are named by absolute path`,
    hint: 'move the folder back, or ingest into a new warehouse',
  });
}

/** A metadata file that is cut short or is no Iceberg v2 metadata. */
export function metadataCorrupt(file: string, cause: unknown): LogexError {
  return new LogexError({
    code: 'iceberg/metadata-corrupt',
    kind: 'outside',
    message: `reading table metadata '${file}': ${reason(cause)}`,
    hint: 'restore the file from a copy; with the file removed the table goes back to the version before it',
    cause,
  });
}

/** Something of Iceberg that this committer does not write. */
export function featureNotSupported(table: string, feature: string, allowed: string): LogexError {
  return new LogexError({
    code: 'iceberg/feature-not-supported',
    kind: 'usage',
    message: `using the table at '${table}': it has ${feature}; ${allowed}`,
    hint: 'commit to this table with Spark, or change the table',
  });
}

/** A table that exists with other columns or partitions. */
export function tableDiffers(location: string, difference: string): LogexError {
  return new LogexError({
    code: 'iceberg/table-differs',
    kind: 'usage',
    message: `creating the table at '${location}': it exists, and ${difference}`,
    hint: "bring the tables of an earlier release to this one with 'logex-jobs migrate --warehouse <folder>', or use another folder",
  });
}

/** An Avro file that cannot be read to its end. */
export function avroCorrupt(file: string, cause: unknown): LogexError {
  return new LogexError({
    code: 'iceberg/avro-corrupt',
    kind: 'outside',
    message: `reading manifest '${file}': ${reason(cause)}`,
    hint: 'restore the file from a copy of the warehouse',
    cause,
  });
}

/** A Parquet file that cannot go into the table. */
export function parquetNotFitting(file: string, fault: string, cause?: unknown): LogexError {
  return new LogexError({
    code: 'iceberg/parquet-not-fitting',
    kind: cause === undefined ? 'usage' : 'outside',
    message: `describing Parquet file '${file}': ${fault}${cause === undefined ? '' : `: ${reason(cause)}`}`,
    hint: "write the file with the table's field ids and types, one partition a file",
    cause,
  });
}

/** A value that its Iceberg type cannot hold. */
export function valueNotInType(type: string, value: unknown): LogexError {
  return new LogexError({
    code: 'iceberg/value-not-in-type',
    kind: 'usage',
    message: `writing a value of Iceberg type ${type}: ${String(value)} (${typeof value}) is none`,
    hint: 'dates are YYYY-MM-DD text; long and timestamps are bigint; int is an integer number',
  });
}

/** A data file that may not be added. */
export function dataFileNotAllowed(file: string, fault: string): LogexError {
  return new LogexError({
    code: 'iceberg/data-file-not-allowed',
    kind: 'usage',
    message: `adding data file '${file}': ${fault}`,
    hint: 'place it with placeDataFile under a name that no snapshot uses, and commit it once',
  });
}

/** A snapshot id that the table does not hold. */
export function snapshotMissing(location: string, id: bigint): LogexError {
  return new LogexError({
    code: 'iceberg/snapshot-missing',
    kind: 'usage',
    message: `reading snapshot ${id} of the table at '${location}': it is not there, or it has expired`,
    hint: 'read the current snapshot, or keep more with history.expire.min-snapshots-to-keep',
  });
}

/** Options of a commit that contradict each other. */
export function commitNotAllowed(location: string, fault: string): LogexError {
  return new LogexError({
    code: 'iceberg/commit-not-allowed',
    kind: 'usage',
    message: `committing to the table at '${location}': ${fault}`,
    hint: "use 'overwrite' with removeWhere to replace files and 'append' to add some",
  });
}

/** Other commits won every time. */
export function commitLost(location: string, attempts: number): LogexError {
  return new LogexError({
    code: 'iceberg/commit-lost',
    kind: 'outside',
    message: `committing to the table at '${location}': another writer was first in all ${attempts} attempts; nothing was changed`,
    hint: 'run fewer writers at once, or raise the table property commit.retry.num-retries',
    retry: true,
  });
}

/** A commit of which nothing can tell whether it counts. */
export function commitUnknown(location: string, snapshotId: bigint): LogexError {
  return new LogexError({
    code: 'iceberg/commit-unknown',
    kind: 'outside',
    message: `committing snapshot ${snapshotId} to the table at '${location}': other writers were so far ahead that the table no longer tells whether it was taken`,
    hint: 'look for its rows before you run again; keep more snapshots and versions than writers can make at once',
  });
}

/** Another commit changed what an overwrite had read. */
export function commitConflict(location: string, file: string): LogexError {
  return new LogexError({
    code: 'iceberg/commit-conflict',
    kind: 'outside',
    message: `overwriting part of the table at '${location}': since it was read, another commit added or removed '${file}' there; nothing was changed`,
    hint: 'read the table again and repeat the work',
    retry: true,
  });
}

/** A file of the table that could not be written. */
export function writeFailed(file: string, cause: unknown): LogexError {
  return new LogexError({
    code: 'iceberg/write-failed',
    kind: 'outside',
    message: `writing '${file}': ${reason(cause)}`,
    hint: 'make room or give write access, then run again; the table still has its last snapshot',
    retry: true,
    cause,
  });
}

/** A file of the table that could not be read. */
export function readFailed(file: string, cause: unknown): LogexError {
  return new LogexError({
    code: 'iceberg/read-failed',
    kind: 'outside',
    message: `reading '${file}': ${reason(cause)}`,
    hint: 'a file that a snapshot names must stay; restore it from a copy of the warehouse',
    cause,
  });
}
