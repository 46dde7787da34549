import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ingestAnew } from './spark-ingest.ts';
import { openCountedRunner } from './spark-session.ts';

/** What a stack is at: the first that fits. */
const activities = {
  date: /functions\.(?:IsoTime|PatternTime|CivilTime)/,
  read: /runner\.Line(?:Source|Input)/,
  // Rows that are kept are those that were just parsed.
  parse: /functions\.|runner\.PackedRows\$Packing/,
  write: /iceberg\.(?:spark\.source|spark\.data|parquet|io|data)\.|parquet\.|luben\.zstd/,
  sort: /UnsafeExternalRowSorter|UnsafeExternalSorter|UnsafeInMemorySorter/,
  shuffle: /apache\.spark\.shuffle|ShuffleBlockFetcher/,
} as const;

/** Share of executor time, 0 to 1, that an ingest spends on each activity, by samples of what its tasks are at; by `other` what is none of them. */
export async function sparkShares({ folder, input, small }: { readonly folder: string; readonly input: string; readonly small: string }): Promise<Record<string, number>> {
  const recording = join(folder, 'ingest.jfr');
  const runner = await openCountedRunner('3g');
  await ingestAnew(runner, folder, small);
  execFileSync('jcmd', [String(runner.pid), 'JFR.start', 'name=ingest', 'settings=profile'], { stdio: 'ignore' });
  await ingestAnew(runner, folder, input);
  execFileSync('jcmd', [String(runner.pid), 'JFR.dump', 'name=ingest', `filename=${recording}`], { stdio: 'ignore' });
  await runner.close();
  const events = execFileSync('jfr', ['print', '--events', 'jdk.ExecutionSample,jdk.NativeMethodSample', '--stack-depth', '64', recording], { encoding: 'utf8', maxBuffer: 2 ** 30 });
  return sharesOf(events);
}

/** Shares of the samples of task threads in the text that `jfr print` gives. */
export function sharesOf(events: string): Record<string, number> {
  const stacks = events.split(/\n\n+/).filter((event) => /sampledThread = "Executor task launch worker/.test(event));
  const counts: Record<string, number> = { other: 0 };
  for (const stack of stacks) {
    const name = Object.entries(activities).find(([, pattern]) => pattern.test(stack))?.[0] ?? 'other';
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, count / Math.max(1, stacks.length)]));
}
