import { createEmbeddedLogClient, openEmbeddedEngine } from '@logex/query-sdk/embedded';
import { sql } from '@logex/query-sdk';

/** Streams rows through the SDK and counts them. Rows a second; the process's memory is what is looked at. */
export async function streamRows({ rows }: { readonly rows: number }): Promise<Record<string, number>> {
  const engine = await openEmbeddedEngine();
  await engine.client.command({ query: 'CREATE DATABASE analytics' });
  const client = await createEmbeddedLogClient({ engine });
  const begun = performance.now();
  let seen = 0;
  for await (const _ of client.stream(sql`SELECT number, toString(number) AS text, now64(6) AS moment FROM numbers(${rows})`)) seen += 1;
  const seconds = (performance.now() - begun) / 1000;
  await client.close();
  await engine.close();
  return { rowsPerSecond: seen / seconds, seen };
}
