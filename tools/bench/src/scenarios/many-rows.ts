import { createEmbeddedLogClient } from '@logex/query-sdk/embedded';
import { copyToMergeTree, medianMs, openEngine } from './engine-tables.ts';

const rows = 200_000;

/** Reads 200,000 rows by the SDK and by the bare client, turn by turn. Rows a second, the best of four. */
export async function manyRows({ warehouse }: { readonly warehouse: string }): Promise<Record<string, number>> {
  const engine = await openEngine();
  await copyToMergeTree(engine, warehouse);
  const client = await createEmbeddedLogClient({ engine, maxResultRows: rows });
  const query = client.from('logs').allTime().select('timestamp', 'level', 'logger', 'message', 'ingest_line').limit(rows);
  const { sql, parameters } = query.compile();
  const bare = async (): Promise<unknown> => (await engine.client.query({ query: sql, query_params: { ...parameters }, format: 'JSONEachRow' })).json();
  const figures = { bareRowsPerSecond: 0, sdkRowsPerSecond: 0 };
  for (let turn = 0; turn < 4; turn++) {
    figures.bareRowsPerSecond = Math.max(figures.bareRowsPerSecond, (rows * 1000) / (await medianMs(1, bare)));
    figures.sdkRowsPerSecond = Math.max(figures.sdkRowsPerSecond, (rows * 1000) / (await medianMs(1, () => query.execute())));
  }
  await client.close();
  await engine.close();
  return figures;
}
