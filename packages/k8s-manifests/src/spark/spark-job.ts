import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { plansTooLarge } from '../errors.ts';
import { metastoreUri } from '../hive-metastore/settings.ts';
import { imageReference } from '../images/image-lock.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { contentHash } from '../object/content-hash.ts';
import { metadata } from '../object/metadata.ts';
import type { PlatformConfig } from '../platform-config.ts';
import { fillPlan, type PlanFile, type SparkJob } from './job-plans.ts';
import { jobSchedules } from './job-schedule.ts';
import type { ScheduledSparkApplication, SparkApplication, SparkApplicationSpec } from './spark-application.ts';
import { component, driver, executor, plansFolder } from './spark-pods.ts';
import { hadoopConf, sparkConf, sparkVersion } from './spark-settings.ts';

const mostBytes = 1024 * 1024 - 4096;

/** What fills the holes of plans. */
export function planValues(config: PlatformConfig): Readonly<Record<'warehouse' | 'metastore' | 'input', string>> {
  const { lake } = config;
  return { warehouse: lake.iceberg.location, metastore: metastoreUri(config), input: `${lake.raw.location}/` };
}

/**
 * A job on Spark: its plans, its application, and its schedule where there is one. The application of a scheduled job is suspended:
 * it is what a run by hand is copied from.
 *
 * @throws LogexError `k8s/hole-unknown`, `k8s/plans-too-large`, and those of the lock list (usage).
 */
export function sparkJob(config: PlatformConfig, job: SparkJob, plans: readonly PlanFile[]): readonly KubeObject[] {
  const { name, schedule } = jobSchedules[job];
  const own = { project: config.project, component, namespace: config.identities.spark.namespace, labels: { 'logex.io/job': job } };
  const mounted = plansConfigMap(config, job, plans);
  const spec = applicationSpec(config, job, mounted.metadata?.name ?? '', plans.map(({ file }) => `${plansFolder}/${file}`));
  const application: SparkApplication = {
    apiVersion: 'sparkoperator.k8s.io/v1beta2',
    kind: 'SparkApplication',
    metadata: metadata({ ...own, name }),
    spec: schedule === null ? spec : { ...spec, suspend: true },
  };
  if (schedule === null || !config.spark.scheduled) return [mounted, application];
  const scheduled: ScheduledSparkApplication = {
    apiVersion: 'sparkoperator.k8s.io/v1beta2',
    kind: 'ScheduledSparkApplication',
    metadata: metadata({ ...own, name }),
    spec: { schedule, timeZone: 'UTC', concurrencyPolicy: 'Forbid', successfulRunHistoryLimit: 3, failedRunHistoryLimit: 5, template: spec },
  };
  return [mounted, application, scheduled];
}

/** Named by its content, so that a job that has begun keeps the plans that it began with. */
function plansConfigMap(config: PlatformConfig, job: SparkJob, plans: readonly PlanFile[]): IConfigMap {
  const values = planValues(config);
  const data = Object.fromEntries(plans.map((plan) => [plan.file, `${JSON.stringify(fillPlan(plan, values))}\n`]));
  const bytes = Buffer.byteLength(JSON.stringify(data));
  if (bytes > mostBytes) throw plansTooLarge(job, bytes, mostBytes);
  const { project, identities } = config;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadata({ project, component, namespace: identities.spark.namespace, name: `${job}-plans-${contentHash(data)}`, labels: { 'logex.io/job': job } }),
    immutable: true,
    data,
  };
}

/** The image of a job in the lock list; both are tags of one repository. */
const imageNames: Readonly<Record<SparkJob, string>> = { 'create-schema': 'spark-ingest', ingest: 'spark-ingest', aggregate: 'spark-aggregate', maintain: 'spark-ingest' };

function applicationSpec(config: PlatformConfig, job: SparkJob, plansName: string, args: readonly string[]): SparkApplicationSpec {
  return {
    type: 'Java',
    mode: 'cluster',
    sparkVersion,
    image: imageReference(config.images, imageNames[job]),
    imagePullPolicy: 'IfNotPresent',
    mainClass: 'io.logex.spark.runner.Runner',
    mainApplicationFile: 'local:///opt/spark/jars/spark-runner.jar',
    arguments: args,
    // A run that failed is finished by the next one; a retry bridges a node that went away.
    restartPolicy: { type: 'OnFailure', onFailureRetries: 2, onFailureRetryInterval: 60, onSubmissionFailureRetries: 3, onSubmissionFailureRetryInterval: 60 },
    sparkConf: sparkConf(),
    hadoopConf: hadoopConf(config),
    dynamicAllocation: { enabled: true, initialExecutors: 1, minExecutors: 0, maxExecutors: config.spark.maxExecutors },
    driver: driver(config, plansName),
    executor: executor(config),
  };
}
