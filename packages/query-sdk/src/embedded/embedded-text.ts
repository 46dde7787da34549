import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import type { TextRequest } from '../run/connection.ts';
import { givenLimits } from '../run/query-settings.ts';
import { killQuery, untilAborted } from './kill-query.ts';

/** Where whole results come from. */
export interface EmbeddedTextOptions {
  /** Client of a session that no one else has; a session runs one query at a time. */
  readonly session: ClickHouseClient;
  /** Client of another session, that ends queries of this one. */
  readonly control: () => ClickHouseClient;
  /** Settings that the session has, with the `log_comment` that its queries are known by. */
  readonly settings: ClickHouseSettings & { readonly log_comment: string };
}

/** Whole results of the embedded engine. A query that is given up ends in the engine, or never begins. */
export function embeddedText({ session, control, settings }: EmbeddedTextOptions) {
  let last: Promise<unknown> = Promise.resolve();
  let running: TextRequest | undefined;
  let limited = false;
  const begin = async (request: TextRequest): Promise<string> => {
    request.signal?.throwIfAborted();
    running = request;
    const given = givenLimits(request.limits);
    // Settings stay in a session: limits of one query are taken back by the next.
    const changed = limited ? { ...settings, ...given } : given;
    limited = Object.keys(given).length > 0;
    const result = await session.query({
      query: request.sql,
      query_params: { ...request.parameters },
      // The client knows the format by its text only, and hands it on.
      format: request.format as 'JSON',
      ...(Object.keys(changed).length === 0 ? {} : { clickhouse_settings: changed }),
    });
    return result.text();
  };
  return (request: TextRequest): Promise<string> => {
    const work = last.then(() => begin(request));
    last = work.then(() => undefined, () => undefined);
    return untilAborted(work, request.signal, async () => {
      if (running === request) await killQuery(control(), settings.log_comment, work);
    });
  };
}
