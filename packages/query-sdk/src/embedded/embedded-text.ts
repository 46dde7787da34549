import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import type { TextRequest } from '../run/connection.ts';
import { givenLimits } from '../run/query-settings.ts';
import type { EmbeddedSession } from './embedded-engine.ts';
import { killQuery, untilAborted } from './kill-query.ts';

/** Where whole results come from. */
export interface EmbeddedTextOptions {
  /** Opens a session with the settings. A session runs one query at a time. */
  readonly openSession: () => Promise<EmbeddedSession>;
  /** Client of another session, that ends queries of this one. */
  readonly control: () => ClickHouseClient;
  /** Settings that the session has, with the `log_comment` that its queries are known by. */
  readonly settings: ClickHouseSettings & { readonly log_comment: string };
}

/** Reads whole results of the embedded engine, one query after the other. A query that is given up ends in the engine, or never begins. */
export class EmbeddedText {
  readonly #options: EmbeddedTextOptions;
  #session: EmbeddedSession;
  #last: Promise<unknown> = Promise.resolve();
  #running: TextRequest | undefined;
  #limited = false;
  #spoiled = false;

  private constructor(options: EmbeddedTextOptions, session: EmbeddedSession) {
    this.#options = options;
    this.#session = session;
  }

  /** Opens the first session. Its errors are those of `openSession`. */
  static async open(options: EmbeddedTextOptions): Promise<EmbeddedText> {
    return new EmbeddedText(options, await options.openSession());
  }

  /** The text of a result. */
  read(request: TextRequest): Promise<string> {
    const work = this.#last.then(() => this.#run(request));
    this.#last = work.then(() => undefined, () => undefined);
    return untilAborted(work, request.signal, async () => {
      if (this.#running !== request) return;
      await killQuery(this.#options.control(), this.#options.settings.log_comment, work);
    });
  }

  /** Waits for work in flight, then closes the session. */
  async close(): Promise<void> {
    await this.#last;
    await this.#session.close();
  }

  async #run(request: TextRequest): Promise<string> {
    request.signal?.throwIfAborted();
    if (this.#spoiled) await this.#renewSession();
    this.#running = request;
    const given = givenLimits(request.limits);
    // Settings stay in a session: limits of one query are taken back by the next.
    const changed = this.#limited ? { ...this.#options.settings, ...given } : given;
    this.#limited = Object.keys(given).length > 0;
    // Unless it ends well: what a query that failed had written comes with the next result of its session.
    this.#spoiled = true;
    const result = await this.#session.client.query({
      query: request.sql,
      query_params: { ...request.parameters },
      // The client knows the format by its text only, and hands it on.
      format: request.format as 'JSON',
      ...(Object.keys(changed).length === 0 ? {} : { clickhouse_settings: changed }),
    });
    const text = await result.text();
    this.#spoiled = false;
    return text;
  }

  async #renewSession(): Promise<void> {
    const spent = this.#session;
    this.#session = await this.#options.openSession();
    this.#spoiled = false;
    await spent.client.close();
  }
}
