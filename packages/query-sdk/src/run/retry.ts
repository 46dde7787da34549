import { setTimeout as sleep } from 'node:timers/promises';
import { QueryError } from '../query-error.ts';

/** Too many queries at once: the server has not begun this one. */
const tooManyQueries = 202;

/** Whether a query may be sent again: nothing of it was answered, and it is not the query's own cost that failed it. */
export function isRetryable(error: unknown): boolean {
  if (!(error instanceof QueryError) || !error.retry) return false;
  return error.fault === 'connection' || error.serverCode === tooManyQueries;
}

/**
 * Does `act`, and again up to `retries` times where it failed for want of a connection, after 100, 200, 400, … milliseconds.
 * Every query only reads, so that one sent twice does no harm.
 */
export async function retried<Result>(retries: number, signal: AbortSignal, act: () => Promise<Result>): Promise<Result> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (attempt >= retries || signal.aborted || !isRetryable(error)) throw error;
      await waitBeforeRetry(attempt, signal);
    }
  }
}

/** Waits before the next try; no longer than until the signal is aborted. */
export async function waitBeforeRetry(attempt: number, signal: AbortSignal): Promise<void> {
  await sleep(100 * 2 ** attempt, undefined, { signal }).catch(() => undefined);
}
