import type { LogexError } from '@logex/log-schema';
import { policyMissing, saltMissing } from '../policy/errors.ts';
import { countsDiffer, ingestUnfinished, inputMissing, statementFailed, warehouseEmpty, writeFailed } from '../errors.ts';
import { commitConflict, lockHeld, memoryExhausted, metastoreFailed, planRefused, sparkFailed, storeFailed } from './errors.ts';

/** What a runner says of a plan that failed. */
export interface RunnerFailure {
  readonly step: string;
  readonly code: string;
  readonly message: string;
  readonly cause: string;
}

type Maker = (job: string, text: string, failure: RunnerFailure) => LogexError;

/** Errors by the code that the runner gives. */
const makers: Readonly<Record<string, Maker>> = {
  'plan-version': planRefused,
  'plan-invalid': planRefused,
  'plan-unreadable': planRefused,
  'input-missing': (_job, text) => inputMissing(/'([^']*)'/.exec(text)?.[1] ?? text),
  'commit-conflict': commitConflict,
  'commit-unknown': commitConflict,
  'counts-differ': (_job, text) => countsDiffer(text, 0, 0),
  'ingest-unfinished': () => ingestUnfinished('the warehouse'),
  'pii-policy-missing': () => policyMissing(),
  'pii-salt-missing': () => saltMissing('not there, or not fit, on the driver'),
  'lock-held': lockHeld,
  'metastore-unreachable': metastoreFailed,
  'metastore-failed': metastoreFailed,
  'connection-refused': metastoreFailed,
  'store-failed': storeFailed,
  'memory-exhausted': memoryExhausted,
  'disk-failed': (job, text) => writeFailed(`running '${job}' on Spark`, new Error(text)),
  'table-missing': (_job, text) => warehouseEmpty(/'([^']*)'/.exec(text)?.[1] ?? text),
  'statement-failed': (_job, text, { step }) => statementFailed(step, new Error(text)),
  'statement-refused': (_job, text, { step }) => statementFailed(step, new Error(text)),
};

/** The error of a plan that failed, by the code that the runner gives it. */
export function runnerFault(job: string, failure: RunnerFailure): LogexError {
  const text = failure.cause.includes(failure.message) ? failure.message : `${failure.message} (${failure.cause})`;
  return makers[failure.code]?.(job, text, failure) ?? sparkFailed(job, failure.step, text);
}
