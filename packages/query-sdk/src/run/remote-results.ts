import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import type { LineRequest, TextRequest } from './connection.ts';
import { givenLimits, streamSettings } from './query-settings.ts';

/** Lines of a result of a server, as they come over HTTP. */
export function remoteLines(client: ClickHouseClient, settings: ClickHouseSettings) {
  return async function* streamLines({ sql, parameters, format, signal, limits }: LineRequest): AsyncGenerator<unknown[], void, undefined> {
    const result = await client.query({
      query: sql,
      query_params: { ...parameters },
      format,
      clickhouse_settings: { ...settings, ...streamSettings(limits), ...givenLimits(limits) },
      ...(signal === undefined ? {} : { abort_signal: signal }),
    });
    for await (const lines of result.stream()) yield lines.map((line) => line.json<unknown>());
  };
}

/** Whole results of a server. */
export function remoteText(client: ClickHouseClient, settings: ClickHouseSettings) {
  return async ({ sql, parameters, format, signal, limits }: TextRequest): Promise<string> => {
    const result = await client.query({
      query: sql,
      query_params: { ...parameters },
      // The client knows the format by its text only, and hands it on.
      format: format as 'JSON',
      clickhouse_settings: { ...settings, ...givenLimits(limits) },
      ...(signal === undefined ? {} : { abort_signal: signal }),
    });
    return result.text();
  };
}
