import { LogexError, rejectReasonCodes } from '@logex/log-schema';

const message = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** No file matches what `--input` names. */
export function inputEmpty(patterns: readonly string[]): LogexError {
  return new LogexError({
    code: 'jobs/input-empty',
    kind: 'usage',
    message: `listing input: ${patterns.map((pattern) => `'${pattern}'`).join(', ')} holds no log files; hidden files, '_*', '*.tmp' and archives are passed over`,
    hint: 'name a file, a folder or a quoted glob that holds log files, plain or .gz',
  });
}

/** A path of `--input` does not exist. */
export function inputMissing(path: string): LogexError {
  return new LogexError({
    code: 'jobs/input-missing',
    kind: 'usage',
    message: `listing input: '${path}' does not exist`,
    hint: 'check the path; quote a glob so that the shell leaves it alone',
  });
}

/** The warehouse cannot be created or written. */
export function warehouseNotWritable(folder: string, cause: unknown): LogexError {
  return new LogexError({
    code: 'jobs/warehouse-not-writable',
    kind: 'outside',
    message: `opening warehouse '${folder}' for writing: ${message(cause)}`,
    hint: 'name a folder that can be written, and free some space on its disk; nothing was changed',
    cause,
  });
}

/** Another job has the warehouse open. */
export function warehouseBusy(folder: string, cause: unknown): LogexError {
  return new LogexError({
    code: 'jobs/warehouse-busy',
    kind: 'outside',
    message: `opening warehouse '${folder}' for writing: another job has it open; a warehouse has one writer at a time`,
    hint: 'wait for the other job to end, then run this one again',
    retry: true,
    cause,
  });
}

/** The folder holds no tables. */
export function warehouseEmpty(folder: string): LogexError {
  return new LogexError({
    code: 'jobs/warehouse-empty',
    kind: 'usage',
    message: `opening warehouse '${folder}': it holds no tables of LogEx`,
    hint: `run 'logex-jobs ingest --input <logs> --warehouse ${folder}' first, or correct the path`,
  });
}

/** A write failed: disk full, disk read-only, and the like. */
export function writeFailed(what: string, cause: unknown): LogexError {
  return new LogexError({
    code: 'jobs/write-failed',
    kind: 'outside',
    message: `${what}: ${message(cause)}`,
    hint: 'free space or mend the disk, then run the job again: it takes up where it stopped, nothing is half-written',
    retry: true,
    cause,
  });
}

/** A statement failed in the engine. */
export function statementFailed(name: string, cause: unknown): LogexError {
  return new LogexError({
    code: 'jobs/statement-failed',
    kind: 'usage',
    message: `running '${name}': ${message(cause)}`,
    hint: 'correct the statement and run the job again; its table is as it was',
    cause,
  });
}

/** Some aggregates failed; the others are done. */
export function aggregatesFailed(failures: readonly { readonly name: string; readonly error: LogexError }[]): LogexError {
  const [first] = failures;
  return new LogexError({
    code: 'jobs/aggregates-failed',
    kind: first?.error.kind ?? 'bug',
    message: `aggregating: ${failures.map(({ name }) => `'${name}'`).join(', ')} failed: ${failures.map(({ error }) => error.message).join('; ')}`,
    hint: 'the tables named are as they were before; mend the cause and run the job again',
    cause: first?.error,
  });
}

/** A file given by the user cannot be read. */
export function fileUnreadable(what: string, path: string, cause: unknown): LogexError {
  return new LogexError({
    code: 'jobs/file-unreadable',
    kind: 'usage',
    message: `reading ${what} '${path}': ${message(cause)}`,
    hint: 'check the path and its permissions',
    cause,
  });
}

/** A path of the input is no regular file. */
export function notAFile(path: string): LogexError {
  return new LogexError({
    code: 'jobs/not-a-file',
    kind: 'outside',
    message: `reading '${path}': it is a pipe, a socket or a device; only regular files can be read again after a fault`,
    hint: 'write what it gives into a file, and name that',
  });
}

/** Lines cannot be replayed while a batch is between its commits. */
export function ingestUnfinished(folder: string): LogexError {
  return new LogexError({
    code: 'jobs/ingest-unfinished',
    kind: 'usage',
    message: `replaying in '${folder}': an ingest was interrupted, and some of its lines are still to be read`,
    hint: `run 'logex-jobs ingest --warehouse ${folder}' with the same input again to finish it, then replay`,
  });
}

/** A batch that Spark was killed in between its commits: only Spark knows how to go on. */
export function batchOfSpark(batch: string, folder: string): LogexError {
  return new LogexError({
    code: 'jobs/batch-of-spark',
    kind: 'usage',
    message: `finishing batch ${batch} in '${folder}': Spark was interrupted between its commits`,
    hint: `run 'logex-jobs ingest --engine spark --warehouse ${folder}' with the same input once; nothing was changed`,
  });
}

/** The engine reads other rows than the ledger says; nothing is committed. */
export function countsDiffer(batch: string, lines: number, rows: number): LogexError {
  return new LogexError({
    code: 'jobs/counts-differ',
    kind: 'bug',
    message: `checking batch ${batch}: ${lines} lines were read and ${rows} rows were written; they must be equal`,
    hint: 'nothing was committed; report it with the files of the batch',
  });
}

/** An option has a value that it cannot have. */
export function optionNotAllowed(option: string, value: string, allowed: string): LogexError {
  return new LogexError({
    code: 'jobs/option-not-allowed',
    kind: 'usage',
    message: `reading option ${option}: '${value}' is not allowed; allowed is ${allowed}`,
    hint: `correct ${option}; '--help' shows every option`,
  });
}

/** A reason that no line is rejected for. */
export function reasonUnknown(reason: string): LogexError {
  return optionNotAllowed('--reason', reason, rejectReasonCodes.join(', '));
}
