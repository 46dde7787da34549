import { yamlText, type SparkJob } from '@logex/k8s-manifests';
import { followRun } from '../spark-runs/follow-run.ts';
import { runActive } from '../spark-runs/errors.ts';
import { describedJob, manualRun } from '../spark-runs/manual-run.ts';
import { hasEnded, sparkRun, sparkRuns } from '../spark-runs/spark-run.ts';
import type { CommandContext, CommandResult } from './command-context.ts';
import { openProject, type ProjectOptions } from './open-project.ts';

/** Options of `run`. */
export interface RunOptions extends ProjectOptions {
  readonly job: SparkJob;
  /** Only print the run that would be made. */
  readonly dryRun?: boolean;
  /** Whether the run is followed to its end. @default true */
  readonly follow?: boolean;
  /** Start it although another run of the job is at work. */
  readonly alongside?: boolean;
}

/**
 * `logex-deployer run`: starts a job now, from its description in the cluster, and follows it.
 *
 * @throws LogexError `deployer/job-not-deployed` or `deployer/run-active` (usage), `deployer/run-failed` (outside).
 */
export async function run(context: CommandContext, options: RunOptions): Promise<CommandResult> {
  const { config, cluster } = await openProject(context, options);
  const { job, dryRun = false, follow = true, alongside = false } = options;
  const namespace = config.spark_namespace;
  const made = manualRun(await describedJob(cluster, namespace, job), job, context.today);
  const active = (await sparkRuns(cluster, namespace)).find((one) => one.job === job && !hasEnded(one));
  if (active !== undefined && !alongside) throw runActive(job, active.name, active.state);
  if (dryRun) return { value: { dryRun, run: made }, text: yamlText([made]).trimEnd() };
  const started = sparkRun(await cluster.create(made), job);
  const followHint = `'logex-deployer logs ${job} --follow' follows it`;
  if (!follow) return { value: { run: started }, text: `${started.name} is started; ${followHint}` };
  context.emit({ type: 'note', message: `${started.name} is started; it goes on when this command is ended, ${followHint}` });
  const ended = await followRun(cluster, { namespace, name: started.name, job, emit: context.emit });
  return { value: { run: ended }, text: `${ended.name}: ${ended.state}` };
}
