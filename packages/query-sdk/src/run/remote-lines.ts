import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import type { LineRequest } from './connection.ts';
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
