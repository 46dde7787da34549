import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IngestOptions } from '../ingest/ingest.ts';
import type { ReplayOptions } from '../replay/replay.ts';
import { ended, nodeArguments } from './run-cli.ts';

/** A job for a process of its own. */
export type ChildJob = { readonly job: 'ingest'; readonly options: IngestOptions } | { readonly job: 'replay'; readonly options: ReplayOptions };

/** How a job ended that was to be killed. */
export interface KilledJob {
  /** False where it was done before its time. */
  readonly killed: boolean;
  /** Milliseconds between the beginning of the job and its end. */
  readonly milliseconds: number;
}

/** Runs a job in a process of its own and ends it by SIGKILL `delay` milliseconds after it has begun. */
export async function killJob(job: ChildJob, delay: number): Promise<KilledJob> {
  const child = spawn(process.execPath, [...nodeArguments, join(import.meta.dirname, 'job-child.ts'), JSON.stringify(job)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const end = ended(child);
  await Promise.race([once(child.stdout, 'data'), end]);
  const started = performance.now();
  const timer = new AbortController();
  const kill = sleep(delay, undefined, { signal: timer.signal }).then(() => child.kill('SIGKILL'), () => undefined);
  const { code, signal, stderr } = await end;
  const milliseconds = performance.now() - started;
  timer.abort();
  await kill;
  if (signal === 'SIGKILL') return { killed: true, milliseconds };
  if (code !== 0) throw new Error(`the job ended with code ${code}, signal ${signal}: ${stderr}`);
  return { killed: false, milliseconds };
}

/** Numbers from 0 to 1 that a seed determines (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
