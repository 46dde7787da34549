import type { ClickHouseClient } from '@clickhouse/client';

const pauseMs = 30;

/**
 * Ends queries of the engine by their `log_comment`. A query that was handed to the engine a moment ago is not among the running ones yet, so
 * it is looked for until `ended` settles.
 */
export async function killQuery(client: ClickHouseClient, comment: string, ended: Promise<unknown>): Promise<void> {
  const end = ended.then(() => 'over', () => 'over');
  do {
    await client.command({ query: killStatement(`Settings['log_comment'] = '${comment}'`) });
  } while (await Promise.race([end, new Promise((resolve) => setTimeout(resolve, pauseMs))]) !== 'over');
}

/** Ends every query whose `log_comment` begins so. */
export async function killQueriesOf(client: ClickHouseClient, prefix: string): Promise<void> {
  await client.command({ query: killStatement(`startsWith(Settings['log_comment'], '${prefix}')`) });
}

const killStatement = (condition: string): string => `KILL QUERY WHERE ${condition} FORMAT Null`;

/** Waits for work of the engine, but no longer than until a signal: then the work is killed, and what waits for it is rejected. */
export function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal | undefined, kill: () => Promise<void>): Promise<Result> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      reject(signal.reason as Error);
      kill().catch(() => undefined);
    };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
