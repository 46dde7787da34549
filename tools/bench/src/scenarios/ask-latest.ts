import { createEmbeddedLogClient } from '@logex/query-sdk/embedded';
import { copyToMergeTree, medianMs, openEngine } from './engine-tables.ts';

/** Asks for the newest 100 events, of the Iceberg tables of a warehouse and of a MergeTree copy. Milliseconds, the middle of 15. */
export async function askLatest({ warehouse }: { readonly warehouse: string }): Promise<Record<string, number>> {
  const engine = await openEngine();
  const iceberg = await createEmbeddedLogClient({ warehouse, engine });
  const icebergMs = await medianMs(15, () => iceberg.ask('latest', { limit: 100 }));
  await iceberg.close();
  await engine.client.command({ query: 'DROP DATABASE analytics' });
  await copyToMergeTree(engine, warehouse);
  const mergeTree = await createEmbeddedLogClient({ engine });
  const mergeTreeMs = await medianMs(15, () => mergeTree.ask('latest', { limit: 100 }));
  await mergeTree.close();
  await engine.close();
  return { icebergMs, mergeTreeMs };
}
