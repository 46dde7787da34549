import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { planText, type JobPlan } from '../plan/job-plan.ts';
import { sparkDied, sparkToolMissing } from './errors.ts';
import { archiveFlags, classArchive } from './class-archive.ts';
import { runnerFault } from './runner-fault.ts';
import { runnerJars } from './runner-jars.ts';

/** One row that a plan emitted. */
export type EmittedRow = Readonly<Record<string, unknown>>;

/** What a runner tells while it works. */
export type RunnerEvent =
  | { readonly event: 'step'; readonly name: string; readonly state: string; readonly milliseconds: number }
  | { readonly event: 'paused'; readonly at: string }
  | { readonly event: 'emit'; readonly name: string; readonly rows: readonly EmittedRow[] }
  | { readonly event: 'done'; readonly job: string; readonly milliseconds: number; readonly cpuMilliseconds: number; readonly emitted: Readonly<Record<string, readonly EmittedRow[]>> }
  | { readonly event: 'failed'; readonly job: string; readonly step: string; readonly code: string; readonly message: string; readonly cause: string };

/** Rows that a plan emitted, by the name of the step. */
export type Emitted = Readonly<Record<string, readonly EmittedRow[]>>;

/** A JVM with Spark in it that runs plans, one after the other. */
export interface SparkRunner {
  /**
   * Runs a plan to its end; with `stopAt`, for tests of recovery, only `before:<step>` or `after:<step>`, as if it were killed there.
   *
   * @throws LogexError for what went wrong.
   */
  readonly run: (plan: JobPlan, onEvent?: (event: RunnerEvent) => void, stopAt?: string) => Promise<Emitted>;
  readonly close: () => Promise<void>;
  /** Process id of the JVM. */
  readonly pid: number | undefined;
}

/** How a runner is started. */
export interface SparkRunnerOptions {
  /**
   * Heap of the driver, as Java writes it: in local mode all there is.
   * @default 2g
   */
  readonly memory?: string;
  /**
   * Stands still at a step, `before:<step>` or `after:<step>`, and tells so by an event, until the JVM is killed; for tests of recovery.
   * @default never
   */
  readonly pauseAt?: string;
  /**
   * Compiles less: starts and plans in half the time, and computes slower. For little data.
   * @default false
   */
  readonly quick?: boolean;
  /**
   * Further properties of Spark.
   * @default none
   */
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * Environment of the JVM; credentials of an object store come to it so, never as arguments.
   * @default that of this process
   */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Called with remarks on the way. */
  readonly onNote?: (text: string) => void;
}

const tailLines = 40;

/** Properties of a Spark that is one process of this machine and talks to no other. */
const localSettings = {
  'spark.master': 'local[*]',
  'spark.ui.enabled': 'false',
  'spark.driver.host': '127.0.0.1',
  'spark.driver.bindAddress': '127.0.0.1',
} as const;

/**
 * Starts Spark in a JVM of its own, on all cores of this machine. It ends with this process.
 *
 * @throws LogexError `jobs/spark-tool-missing`, `jobs/spark-jars-unresolved` (both outside).
 */
export async function openSparkRunner(options: SparkRunnerOptions = {}): Promise<SparkRunner> {
  const jars = await runnerJars(options.onNote);
  const java = process.env['JAVA_HOME'] === undefined ? 'java' : join(process.env['JAVA_HOME'], 'bin/java');
  const archive = await classArchive(jars, java, localSettings);
  const scratch = await mkdtemp(join(tmpdir(), 'logex-spark-'));
  const settings = {
    ...localSettings,
    'spark.sql.shuffle.partitions': String(Math.max(4, 2 * availableParallelism())),
    'spark.local.dir': scratch,
    'spark.sql.warehouse.dir': join(scratch, 'warehouse'),
    'logex.exit-with-input': 'true',
    ...(options.pauseAt === undefined ? {} : { 'logex.pause': options.pauseAt }),
    ...options.settings,
  };
  const child = spawn(java, [
    ...jars.jvmFlags,
    ...archiveFlags(archive),
    `-Xmx${options.memory ?? '2g'}`,
    '-Xss4m',
    ...(options.quick ? ['-XX:TieredStopAtLevel=1'] : []),
    ...Object.entries(settings).map(([key, value]) => `-D${key}=${value}`),
    '-cp',
    jars.classPath,
    jars.mainClass,
    '--serve',
  ], { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...options.environment } });
  const removeScratch = (): Promise<void> => rm(scratch, { recursive: true, force: true });
  try {
    await once(child, 'spawn');
  } catch (cause) {
    await removeScratch();
    throw sparkToolMissing(java, 'Java 17', cause);
  }
  return conversation(child, scratch, removeScratch);
}

function conversation(child: ChildProcess, scratch: string, removeScratch: () => Promise<void>): SparkRunner {
  const { stdin, stdout, stderr } = child;
  if (!stdin || !stdout || !stderr) throw new Error('the runner has no pipes');
  const tail: string[] = [];
  createInterface({ input: stderr }).on('line', (line) => {
    tail.push(line);
    if (tail.length > tailLines) tail.shift();
  });
  stdin.on('error', () => undefined);
  const end = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  let listener: (event: RunnerEvent) => void = () => undefined;
  createInterface({ input: stdout }).on('line', (line) => {
    if (line.startsWith('{')) listener(JSON.parse(line) as RunnerEvent);
  });
  let plans = 0;
  return {
    pid: child.pid,
    run: async (plan, onEvent = () => undefined, stopAt = '') => {
      const file = join(scratch, `plan-${plans++}.json`);
      await writeFile(file, planText(plan), { mode: 0o600 });
      const finished = new Promise<Emitted>((resolve, reject) => {
        listener = (event) => {
          onEvent(event);
          if (event.event === 'done') resolve(event.emitted);
          if (event.event === 'failed') reject(runnerFault(plan.job, event));
        };
      });
      stdin.write(`${file}\t${stopAt}\n`);
      const died = end.then(([code, signal]) => {
        throw sparkDied(plan.job, signal ?? `exit code ${code}`, lastWords(tail));
      });
      return Promise.race([finished, died]);
    },
    close: async () => {
      stdin.end();
      await end;
      await removeScratch();
    },
  };
}

const lastWords = (tail: readonly string[]): string => tail.filter((line) => /error|exception|killed|memory/i.test(line)).slice(-3).join(' | ');
