import { createEmbeddedLogClient } from '@logex/query-sdk/embedded';
import { copyToMergeTree, medianMs, openEngine } from './engine-tables.ts';

/** A small query by the SDK and by the bare client, turn by turn. Milliseconds, the middle of 60. */
export async function smallQuery({ warehouse }: { readonly warehouse: string }): Promise<Record<string, number>> {
  const engine = await openEngine();
  await copyToMergeTree(engine, warehouse);
  const client = await createEmbeddedLogClient({ engine });
  const sdk = client.from('logs').allTime().select((e) => ({ level: e.column('level'), lines: e.count() })).where('level', '=', 'ERROR').groupBy('level');
  const { sql, parameters } = sdk.compile();
  const bare = async (): Promise<unknown> => (await engine.client.query({ query: sql, query_params: { ...parameters }, format: 'JSONEachRow' })).json();
  const round = async (act: () => Promise<unknown>): Promise<number> => medianMs(20, act);
  await round(bare);
  await round(() => sdk.execute());
  const figures = { bareMs: Number.POSITIVE_INFINITY, sdkMs: Number.POSITIVE_INFINITY };
  for (let turn = 0; turn < 3; turn++) {
    figures.bareMs = Math.min(figures.bareMs, await round(bare));
    figures.sdkMs = Math.min(figures.sdkMs, await round(() => sdk.execute()));
  }
  await client.close();
  await engine.close();
  return figures;
}
