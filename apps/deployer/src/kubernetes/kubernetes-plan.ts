import type { FoundationOutputs } from '@logex/infra-core';
import type { JobPlans, KubeObject, PolicyFinding, SparkJob, StagedObjects } from '@logex/k8s-manifests';
import type { LogexError } from '@logex/log-schema';
import type { Config } from '../config/config-schema.ts';
import { chartsRefused, manifestsRefused } from '../errors.ts';
import { foundation } from '../stacks/foundation.ts';
import { findHelm, renderChart, type RenderedChart } from './helm.ts';
import { readInput } from './input-file.ts';
import { chartSources, imageDigests, jobManifest, phaseOneOutputs } from './inputs.ts';
import { lockedImages } from './locked-images.ts';
import { plannedOutputs } from './planned-outputs.ts';
import { platformConfig } from './platform-config.ts';

/** Files that a plan of phase 2 reads; each has a usual name. */
export interface KubernetesInputs {
  /** What phase 1 made. */
  readonly outputs?: string;
  /** Digests of images. */
  readonly images?: string;
  /** Compiled plans of the jobs. */
  readonly jobs?: string;
  /** Sources of charts. */
  readonly charts?: string;
}

/** What phase 2 is planned from. */
export interface KubernetesPlanRequest extends KubernetesInputs {
  readonly base: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly config: Config;
  /** Outputs of phase 1 where no file has them; undefined where it is not applied. @default there are none */
  readonly appliedOutputs?: () => Promise<FoundationOutputs | undefined>;
}

/** Everything that a cluster is to have. */
export interface KubernetesPlan {
  readonly phase: 'kubernetes';
  readonly project: string;
  /** Name of the cluster, which its context in a kubeconfig has too. */
  readonly clusterName: string;
  /** Objects in the order of an apply, those of rendered charts among them. */
  readonly stages: readonly StagedObjects[];
  readonly charts: readonly RenderedChart[];
  /** What is a placeholder, and what would put the value there. */
  readonly placeholders: readonly string[];
  /** What phase 1 made; undefined where it is not applied. */
  readonly outputs: FoundationOutputs | undefined;
}

/**
 * Renders phase 2 without a cluster. What is not known yet has a placeholder, and the plan names each.
 *
 * @throws LogexError of kind `usage` for files that cannot be read; `deployer/manifests-refused` (bug) and
 * `deployer/charts-refused` (usage) where an object breaks a rule; `deployer/chart-not-rendered` (outside).
 */
export async function kubernetesPlan(request: KubernetesPlanRequest): Promise<KubernetesPlan> {
  const { base, environment, config } = request;
  const manifests = await import('@logex/k8s-manifests');
  const { defaultMirroredImages } = await import('@logex/infra-core');
  const known = await knownOutputs(request);
  const outputs = known ?? (await plannedOutputs(await foundation({ config, allowDestroy: [] }), config.aws_region));
  const jobs = readInput(jobManifest, base, request.jobs)?.jobs;
  const images = lockedImages({
    outputs,
    digests: readInput(imageDigests, base, request.images) ?? {},
    upstreams: Object.fromEntries(defaultMirroredImages.map(({ name, upstream }) => [name, upstream])),
    hiveMetastoreImage: config.hive_metastore_image,
    unknownDigest: 'placeholder',
  });
  const platform = platformConfig({ config, outputs, images, plans: jobs ?? placeholderPlans(manifests.sparkJobs) });
  const own = manifests.renderPlatform(platform);
  refuse(manifests.checkPolicies(own, platform), manifestsRefused);
  const sources = { ...manifests.defaultCharts, ...readInput(chartSources, base, request.charts) };
  const releases = manifests.chartReleases(platform, sources);
  const helm = await findHelm(environment);
  const charts: RenderedChart[] = [];
  for (const release of releases) charts.push(await renderChart(helm, release, platform, { base, environment }));
  const fromCharts = charts.flatMap(({ objects }): readonly KubeObject[] => objects ?? []);
  refuse(manifests.checkChartPolicies(fromCharts, platform), chartsRefused);
  const used = JSON.stringify(own);
  const unknown = manifests.unknownDigests(images).filter((name) => used.includes(`${images.images[name]?.repository}@`) || releases.some((release) => release.images.includes(name)));
  return {
    phase: 'kubernetes',
    project: platform.project,
    clusterName: platform.cluster.name,
    stages: manifests.stageObjects(own, fromCharts),
    charts,
    outputs: known,
    placeholders: [
      ...(known === undefined ? ['names and ARNs that AWS makes, with the account 000000000000: apply phase 1, and give its outputs by --outputs'] : []),
      ...digestsText(unknown),
      ...plansText(jobs, manifests.sparkJobs),
    ],
  };
}

async function knownOutputs({ base, outputs: file, appliedOutputs }: KubernetesPlanRequest): Promise<FoundationOutputs | undefined> {
  const given = readInput(phaseOneOutputs, base, file);
  if (given === undefined) return appliedOutputs?.();
  const { readFoundationOutputs } = await import('@logex/infra-core');
  return readFoundationOutputs(given);
}

function refuse(findings: readonly PolicyFinding[], refused: (findings: readonly string[]) => LogexError): void {
  if (findings.length > 0) throw refused(findings.map(({ rule, object, message }) => `${object}: ${message} (${rule})`));
}

function placeholderPlans(jobs: readonly SparkJob[]): JobPlans {
  return Object.fromEntries(jobs.map((job) => [job, [{ file: `${job}.json`, plan: { version: 1, job, parameters: {}, steps: [] } }]]));
}

function digestsText(names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`digests of ${names.join(', ')}: build or mirror the images, and give their digests by --images`];
}

function plansText(given: JobPlans | undefined, jobs: readonly SparkJob[]): string[] {
  if (given === undefined) return ['plans of the jobs, which are empty: compile them, and give them by --jobs'];
  const missing = jobs.filter((job) => given[job] === undefined);
  return missing.length === 0 ? [] : [`the jobs ${missing.join(', ')}, which are left out: the compiled jobs have no plan of them`];
}
