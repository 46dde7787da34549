import { LogexError } from '@logex/log-schema';
import pRetry from 'p-retry';
import { apiFault, retryAfterSeconds, type Attempt } from './api-fault.ts';

/** How long a request is repeated, and who is told. */
export interface Patience {
  /** Seconds from the first try on. */
  readonly seconds: number;
  /** Told before each wait. */
  readonly onRetry: (message: string) => void;
}

const firstWait = 250;
const longestWait = 10_000;

/**
 * Runs a request until it is answered: again after a lost connection, a throttled or an overloaded server, after as long as the
 * server asks to wait. Every request that it is used for may be carried out twice.
 *
 * @throws LogexError that says what the last failure means.
 */
export async function patient<Answer>(attempt: Attempt, { seconds, onRetry }: Patience, request: () => Promise<Answer>): Promise<Answer> {
  let asked = 0;
  return pRetry(
    async () => {
      try {
        return await request();
      } catch (error) {
        asked = retryAfterSeconds(error) * 1000;
        throw apiFault(error, attempt);
      }
    },
    {
      retries: 40,
      minTimeout: firstWait,
      maxTimeout: longestWait,
      randomize: true,
      maxRetryTime: seconds * 1000,
      shouldRetry: ({ error }) => error instanceof LogexError && error.retry,
      onFailedAttempt: async ({ error, retryDelay }) => {
        if (!(error instanceof LogexError) || !error.retry || retryDelay === 0) return;
        const wait = Math.max(asked, retryDelay);
        onRetry(`${error.message}; again after ${(wait / 1000).toFixed(1)} s`);
        await new Promise((resolve) => setTimeout(resolve, wait - retryDelay));
      },
    },
  );
}
