import type { ClickHouseClient } from '@clickhouse/client';
import { notInVersion, serverTooOld } from '../errors.ts';
import type { Tier } from '../compile/compiled-query.ts';
import { translateError } from './translate-error.ts';

/** Versions of ClickHouse that a client can be made for. `current` is the oldest one with long-term support, and later. */
export type ServerVersion = 'current' | '23.8';

const oldest: Readonly<Record<ServerVersion, readonly [major: number, minor: number]>> = { current: [26, 3], '23.8': [23, 8] };

/**
 * Refuses what a version answers wrongly.
 *
 * @throws LogexError `query/not-in-version` (usage) for Iceberg tables on 23.8.
 */
export function checkTierInVersion(version: ServerVersion, tier: Tier): void {
  if (version === '23.8' && tier !== 'hot') {
    throw notInVersion(version, 'find the newest metadata of an Iceberg table that a Hive catalog keeps, and it reads every partition whatever the range of time');
  }
}

/** A check that asks the server for its version once, and settles when it is new enough. A check that found no server is made again. */
export function versionCheck(client: ClickHouseClient, version: ServerVersion): () => Promise<void> {
  let checked: Promise<void> | undefined;
  const check = async (): Promise<void> => {
    const [major, minor] = oldest[version];
    const result = await client.query({ query: 'SELECT version() AS version', format: 'JSONEachRow' }).catch((error: unknown) => Promise.reject(translateError(error, {})));
    const [row] = await result.json<{ version: string }>();
    const [seenMajor = 0, seenMinor = 0] = (row?.version ?? '').split('.').map(Number);
    if (seenMajor < major || (seenMajor === major && seenMinor < minor)) throw serverTooOld(`${seenMajor}.${seenMinor}`, oldest[version].join('.'));
  };
  return () => {
    checked ??= check().catch((error: unknown) => {
      checked = undefined;
      throw error;
    });
    return checked;
  };
}
