import { LogexError, type FaultKind } from '@logex/log-schema';

/** Exit codes of `logex-jobs`. */
export const exitCodes = {
  ok: 0,
  /** The job ran and found something that is not in order: an audit that does not balance. */
  finding: 1,
  usage: 2,
  outside: 3,
  bug: 70,
} as const satisfies Record<'ok' | 'finding' | FaultKind, number>;

/** Exit code of an error; what is no `LogexError` is a bug. */
export function exitCodeOf(error: unknown): number {
  return error instanceof LogexError ? exitCodes[error.kind] : exitCodes.bug;
}
