import { LogexError } from '@logex/log-schema';

const reason = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** A program that Spark needs is missing, or too old. */
export function sparkToolMissing(tool: string, wanted: string, cause?: unknown): LogexError {
  return new LogexError({
    code: 'jobs/spark-tool-missing',
    kind: 'outside',
    message: `starting Spark: ${tool} cannot be run${cause === undefined ? '' : ` (${reason(cause)})`}; ${wanted} is needed`,
    hint: "install it (Debian and Ubuntu: apt-get install openjdk-17-jdk-headless maven), or use '--engine embedded', which needs Node only",
    cause,
  });
}

/** The jars of Spark could not be fetched or the runner not built. */
export function sparkJarsUnresolved(act: string, text: string): LogexError {
  return new LogexError({
    code: 'jobs/spark-jars-unresolved',
    kind: 'outside',
    message: `${act}: ${text}`,
    hint: 'check that Maven reaches its repositories (settings.xml, proxy), then run again; what was fetched is kept',
    retry: true,
  });
}

/** The JVM ended without a word. */
export function sparkDied(job: string, how: string, lastWords: string): LogexError {
  return new LogexError({
    code: 'jobs/spark-died',
    kind: 'outside',
    message: `running '${job}' on Spark: the driver ended by ${how}${lastWords === '' ? '' : `; its last words: ${lastWords}`}`,
    hint: 'run the job again: it takes up where it stopped; if it was out of memory, raise --driver-memory or lower --batch-size',
    retry: true,
  });
}

/** The runner does not read this plan: the two are of different versions. */
export function planRefused(job: string, fault: string): LogexError {
  return new LogexError({
    code: 'jobs/plan-refused',
    kind: 'usage',
    message: `running '${job}' on Spark: ${fault}`,
    hint: 'compile the plan with the release that the runner is of, or deploy the runner of this release',
  });
}

/** Another job wrote to the tables meanwhile. */
export function commitConflict(job: string, fault: string): LogexError {
  return new LogexError({
    code: 'jobs/commit-conflict',
    kind: 'outside',
    message: `running '${job}' on Spark: ${fault}`,
    hint: 'run the job again; if this comes often, keep two runs of it from overlapping',
    retry: true,
  });
}

/** A lock of the metastore is held and was not given up. */
export function lockHeld(job: string, fault: string): LogexError {
  return new LogexError({
    code: 'jobs/lock-held',
    kind: 'outside',
    message: `running '${job}' on Spark: a table of the metastore stays locked (${fault}); a driver that was killed while it committed leaves its lock behind`,
    hint: "see who holds it with 'logex-jobs locks --metastore <uri>', and release stale ones with '--release'; then run the job again",
    retry: true,
  });
}

/** The metastore cannot be reached or fails. */
export function metastoreFailed(job: string, fault: string): LogexError {
  return new LogexError({
    code: 'jobs/metastore-failed',
    kind: 'outside',
    message: `running '${job}' on Spark: the metastore does not answer: ${fault}`,
    hint: 'check the address given with --metastore and that the metastore is up, then run the job again: it takes up where it stopped',
    retry: true,
  });
}

/** The object store cannot be reached, or refuses. */
export function storeFailed(job: string, fault: string): LogexError {
  return new LogexError({
    code: 'jobs/store-failed',
    kind: 'outside',
    message: `running '${job}' on Spark: the object store failed: ${fault}`,
    hint: 'check bucket, credentials (their usual chain) and AWS_ENDPOINT_URL_S3, then run the job again: it takes up where it stopped',
    retry: true,
  });
}

/** Spark ran out of memory. */
export function memoryExhausted(job: string, fault: string): LogexError {
  return new LogexError({
    code: 'jobs/memory-exhausted',
    kind: 'outside',
    message: `running '${job}' on Spark: ${fault}`,
    hint: 'raise --driver-memory or lower --batch-size, then run the job again: it takes up where it stopped',
    retry: true,
  });
}

/** Anything else that Spark says. */
export function sparkFailed(job: string, step: string, fault: string): LogexError {
  return new LogexError({
    code: 'jobs/spark-failed',
    kind: 'outside',
    message: `running '${job}' on Spark, step '${step}': ${fault}`,
    hint: 'nothing is half-written; mend what the message names and run the job again',
  });
}
