import { clickhouseTarget, logs } from '@logex/log-schema';
import { openEmbeddedEngine, type EmbeddedEngine } from '@logex/query-sdk/embedded';

/** Opens an engine that may read any folder. */
export async function openEngine(): Promise<EmbeddedEngine> {
  process.chdir('/');
  return openEmbeddedEngine();
}

/** Copies the logs of a warehouse into a MergeTree table `analytics.logs`. */
export async function copyToMergeTree(engine: EmbeddedEngine, warehouse: string): Promise<void> {
  const { client } = engine;
  const source = clickhouseTarget.icebergFunction({ kind: 'local', folder: `${warehouse}/${logs.namespace}/${logs.name}` });
  await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${logs.namespace}` });
  await client.command({ query: clickhouseTarget.mergeTreeTable(logs, { name: logs.name }).replace(/^TTL.*$/m, '') });
  await client.command({ query: `INSERT INTO ${clickhouseTarget.qualifiedName(logs)} SELECT * FROM ${source}` });
}

/** The middle of several times, in milliseconds. */
export async function medianMs(runs: number, act: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    await act();
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
}

/** What the threads of this process spend on something together, the engine's too, in milliseconds. */
export async function cpuMs(act: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
