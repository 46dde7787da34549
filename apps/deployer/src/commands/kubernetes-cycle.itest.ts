import { dirname } from 'node:path';
import { sayNotRun } from '@logex/aws-checks';
import { builtGoTool, controlPlane, controlPlaneNeeds, hasControlPlane, writeTrialCharts, type ControlPlane } from '@logex/cluster';
import { openCluster, type Cluster } from '@logex/k8s-manifests/cluster';
import type { KubeObject } from '@logex/k8s-manifests';
import { LogexError } from '@logex/log-schema';
import { temporaryFolder } from '@logex/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeKubernetesInputs } from '../__fixtures__/kubernetes-inputs.ts';
import { runCli } from '../__fixtures__/run-cli.ts';
import type { DeployerEvent } from '../events.ts';
import { humanLine } from '../output/human.ts';
import { apply, type ApplyCommandOptions } from './apply.ts';
import type { CommandContext, CommandResult } from './command-context.ts';
import { destroy, type DestroyCommandOptions } from './destroy.ts';
import { plan, type PlanCommandOptions } from './plan.ts';

type AllOptions = PlanCommandOptions & ApplyCommandOptions & DestroyCommandOptions;

interface Run {
  readonly text: string;
  readonly value: unknown;
  readonly notes: string;
  readonly fault: string;
}

const helm = builtGoTool('helm');
const canRun = hasControlPlane() && helm !== undefined;
if (!canRun) sayNotRun('plan, apply and destroy of the phase kubernetes on a real API server', controlPlaneNeeds);

describe.runIf(canRun)('the phase kubernetes', () => {
  const folder = temporaryFolder();
  let plane: ControlPlane;
  let cluster: Cluster;

  beforeAll(async () => {
    writeKubernetesInputs(folder);
    plane = await controlPlane();
    cluster = await openCluster({ kubeconfig: plane.kubeconfig });
  }, 300_000);

  /** A command in this process: what it says, what it comes to, and the code of its failure. */
  const run = async (command: (context: CommandContext, options: AllOptions) => Promise<CommandResult>, options: AllOptions = {}): Promise<Run> => {
    const notes: string[] = [];
    const environment = { ...process.env, KUBECONFIG: plane.kubeconfig, LOGEX_HELM: helm };
    const emit = (event: DeployerEvent): void => void notes.push(humanLine(event) ?? '');
    try {
      const { text, value } = await command({ base: folder, environment, today: new Date(), emit }, { phase: 'kubernetes', context: 'logex-test', ...options });
      return { text, value, notes: notes.join('\n'), fault: '' };
    } catch (error) {
      if (!(error instanceof LogexError)) throw error;
      return { text: '', value: undefined, notes: notes.join('\n'), fault: `${error.code}: ${error.message}` };
    }
  };
  const charts = (): string => writeTrialCharts(dirname(plane.kubeconfig));
  const applied = (options: AllOptions = {}): Promise<Run> => run(apply, { charts: charts(), allowPlaceholders: true, wait: false, ...options });

  test('apply brings all objects up; a second one changes nothing, and plan says so', async () => {
    const first = await runCli(folder, ['apply', '--phase', 'kubernetes', '--context', 'logex-test', '--charts', charts(), '--allow-placeholders', '--no-wait'], { KUBECONFIG: plane.kubeconfig, LOGEX_HELM: helm ?? '' });
    const second = await applied();
    const after = await run(plan, { charts: charts() });

    expect([first.exitCode, second.fault, after.fault]).toEqual([0, '', '']);
    expect(first.stderr).toMatch(/  \+   SparkApplication spark\/ingest-logs-spark351-prod  \(not checked yet/u);
    expect(first.stdout).toMatch(/^data-platform is applied to logex-test and was not waited for: \d+ created, 0 changed, 0 unchanged, 0 removed$/mu);
    expect(second.value).toMatchObject({ created: [], changed: [], removed: [], left: [] });
    expect(after.text).toMatch(/^summary: nothing to change, \d\d as they are to be$/mu);
  }, 300_000);

  test('fails when something would be removed without a word of the user, or was written by somebody else', async () => {
    const set = ['deploy_spark_jobs=false'];
    const scale = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'hive-metastore', namespace: 'hive' }, spec: { replicas: 4 } } as KubeObject;
    const { KubernetesObjectApi, PatchStrategy } = await import('@kubernetes/client-node');
    const refused = await applied({ set });
    const confirmed = await applied({ set, yes: true });
    await KubernetesObjectApi.makeApiClient(cluster.kubeConfig).patch(scale as object, undefined, undefined, 'autoscaler', true, PatchStrategy.ServerSideApply);
    const conflict = await applied();
    const forced = await applied({ forceConflicts: true });

    expect(refused.fault).toContain('deployer/removal-unconfirmed: starting apply: it would remove ScheduledSparkApplication aggregate-logs-spark351-prod');
    expect(confirmed.text).toContain('3 removed');
    expect(conflict.fault).toContain("k8s/field-conflict: applying to a cluster: Deployment hive/hive-metastore spec.replicas belongs to 'autoscaler' (it is 4, and would be");
    expect(forced.text).toContain('3 created, 1 changed');
  }, 300_000);

  test('fails when a cluster has no nodes, within the time, and says so', async () => {
    const { fault } = await applied({ wait: true, timeout: 3 });

    expect(fault).toMatch(/^k8s\/not-ready: waiting for the stage 'operators': after \d s 3 of its objects are not ready, and the cluster has no node that is ready: .*no nodes available to schedule pods/u);
  }, 120_000);

  test('destroy asks, keeps volumes, and takes them by name', async () => {
    const volume = 'PersistentVolumeClaim clickhouse/data-clickhouse-0';
    const told = await run(destroy);
    const done = await run(destroy, { yes: true, timeout: 200 });
    const unknown = await run(destroy, { allowDestroy: ['PersistentVolumeClaim spark/absent'], yes: true });
    const rest = await run(destroy, { allowDestroy: [volume], yes: true, timeout: 200 });
    const nothing = await run(destroy, { dryRun: true });

    expect(told.fault).toContain('deployer/consent-missing');
    expect(told.notes).toContain('ScheduledSparkApplication spark/ingest-logs-spark351-prod');
    expect(done.text).toContain(`${volume}: it holds data`);
    expect(unknown.fault).toContain(`there is ${volume}`);
    expect(rest.text).toContain('removed 2 objects');
    expect(nothing.text).toContain('nothing to remove');
    expect(await cluster.read({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'clickhouse' } })).toBeUndefined();
  }, 300_000);
});
