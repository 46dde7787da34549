import { clientClosed, queryAborted } from '../errors.ts';

/** A query at work, which its caller or the end of its client may stop. */
export interface Work {
  readonly signal: AbortSignal;
  /** Turns what the query threw into why it was stopped, where it was. */
  readonly reason: (error: unknown) => unknown;
  /** To be called when the query has ended, however it did. */
  readonly done: () => void;
}

/** The queries that a client has at work. */
export class WorkInFlight {
  readonly #running = new Set<AbortController>();
  #closed = false;

  /**
   * Begins a query.
   *
   * @throws LogexError `query/closed` once the client is closed; QueryError `query/aborted` where the signal is aborted already.
   */
  begin(signal: AbortSignal | undefined): Work {
    if (this.#closed) throw clientClosed();
    if (signal?.aborted === true) throw queryAborted();
    const controller = new AbortController();
    const stop = (): void => controller.abort();
    signal?.addEventListener('abort', stop, { once: true });
    this.#running.add(controller);
    return {
      signal: controller.signal,
      reason: (error) => (signal?.aborted === true ? queryAborted() : this.#closed ? clientClosed() : error),
      done: () => {
        signal?.removeEventListener('abort', stop);
        this.#running.delete(controller);
      },
    };
  }

  /** Stops every query, and lets none begin. */
  close(): void {
    this.#closed = true;
    for (const controller of this.#running) controller.abort();
  }
}
