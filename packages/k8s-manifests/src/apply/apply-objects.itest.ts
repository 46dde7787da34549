import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sayNotRun } from '@logex/aws-checks';
import { apiFaultProxy, builtSparkDefinitions, controlPlane, controlPlaneNeeds, hasControlPlane, sparkOperatorVersion, trialChart, writeKubeconfig, type ControlPlane } from '@logex/cluster';
import { temporaryFolder } from '@logex/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { platform as fixture } from '../__fixtures__/platform.ts';
import { stagedPlatform } from '../__fixtures__/staged-platform.ts';
import { applyObjects, diffObjects, openCluster, planRemoval, removeObjects, type ApplyEvent, type Cluster } from '../cluster.ts';
import { defaultCharts, inventoryLabel, objectName, spark, type KubeObject, type SparkApplication, type StagedObjects } from '../index.ts';

const project = 'acme-logs';
const object = (kind: string, name: string, rest: object = {}, labels: Readonly<Record<string, string>> = { [inventoryLabel]: project }): KubeObject =>
  ({ apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1', kind, metadata: { name, ...(kind === 'Namespace' ? {} : { namespace: 'default' }), labels }, ...rest }) as KubeObject;
const configMap = (name: string, data: Readonly<Record<string, string>> = { a: '1' }): KubeObject => object('ConfigMap', name, { data });
const application = spark(fixture).find((one): one is SparkApplication => one.kind === 'SparkApplication')!;
const staged = (...objects: readonly KubeObject[]): readonly StagedObjects[] => [{ stage: 'configuration', objects }];

if (!hasControlPlane()) sayNotRun('applying, comparing, pruning and removing objects on a real API server', controlPlaneNeeds);

test('the definitions of the tests are those of the operator that is deployed', () => {
  expect(defaultCharts['spark-operator']).toMatchObject({ version: sparkOperatorVersion() });
});

describe.runIf(hasControlPlane())('on an API server', () => {
  let plane: ControlPlane;
  let cluster: Cluster;
  // SparkApplications are held against the schema of the operator itself.
  const definitions = [builtSparkDefinitions() ?? '', join(trialChart('external-secrets'), 'crds')];
  const platform = stagedPlatform(definitions);
  const count = platform.flatMap(({ objects }) => objects).length;

  beforeAll(async () => {
    plane = await controlPlane();
    cluster = await openCluster({ kubeconfig: plane.kubeconfig });
  }, 300_000);

  /** Somebody else, who writes without asking. */
  const asSomebody = async (target: KubeObject, manager = 'somebody'): Promise<void> => {
    const { KubernetesObjectApi, PatchStrategy } = await import('@kubernetes/client-node');
    await KubernetesObjectApi.makeApiClient(cluster.kubeConfig).patch(target as object, undefined, undefined, manager, true, PatchStrategy.ServerSideApply);
  };

  test('killed in the middle an apply is finished by the next; it waits for definitions; the one after changes nothing', async () => {
    const before = await diffObjects(cluster, platform, project);
    const died = spawnSync(process.execPath, ['--conditions=@logex/source', join(import.meta.dirname, '../__fixtures__/apply-and-die.ts'), plane.kubeconfig, '30', ...definitions], { encoding: 'utf8' });
    const events: ApplyEvent[] = [];
    const finished = await applyObjects(cluster, platform, { project, wait: false, onEvent: (event) => events.push(event) });
    const again = await applyObjects(cluster, platform, { project, wait: false });
    const after = await diffObjects(cluster, platform, project);

    expect(before.map(({ action }) => action)).toEqual(before.map(() => 'create'));
    expect(before.filter(({ object: { kind }, checked }) => kind === 'SparkApplication' && checked)).toEqual([]);
    expect([died.signal, died.stderr]).toEqual(['SIGKILL', '']);
    expect(finished.unchanged.length).toBeGreaterThanOrEqual(30);
    expect(finished.created.length + finished.unchanged.length).toBe(count);
    expect(events.findIndex(({ type }) => type === 'stage-ready')).toBeLessThan(events.findIndex((event) => event.type === 'object' && event.object.startsWith('SparkApplication')));
    expect(again).toMatchObject({ created: [], changed: [], removed: [], left: [] });
    expect(after.filter(({ action }) => action !== 'same')).toEqual([]);
  }, 300_000);

  test('fails when somebody else owns a field: the field, its owner and both values are told, and --force-conflicts takes it', async () => {
    const ours = staged(configMap('conflict', { mine: '1' }));
    await applyObjects(cluster, ours, { project: 'conflict', wait: false });
    await asSomebody({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'conflict', namespace: 'default' }, data: { mine: '7' } } as KubeObject);
    const [difference] = await diffObjects(cluster, ours, 'conflict');

    await expect(applyObjects(cluster, ours, { project: 'conflict', wait: false })).rejects.toMatchObject({
      code: 'k8s/field-conflict',
      kind: 'usage',
      message: `applying ConfigMap default/conflict: data.mine belongs to 'somebody' (it is "7", and would be "1")`,
    });
    expect(difference).toMatchObject({ action: 'change', changes: [{ path: 'data.mine', before: '7', after: '1' }], conflicts: [{ field: 'data.mine', owner: 'somebody' }] });
    expect((await applyObjects(cluster, ours, { project: 'conflict', wait: false, force: true })).changed).toEqual(['ConfigMap default/conflict']);
  });

  test('what is declared no more is removed, if logex applied it; copies, other projects and namespaces stay', async () => {
    const labels = { [inventoryLabel]: 'pruned' };
    const mine = (name: string): KubeObject => object('ConfigMap', name, { data: {} }, labels);
    const namespace = object('Namespace', 'pruned', {}, labels);
    await applyObjects(cluster, [{ stage: 'namespaces', objects: [namespace] }, ...staged(mine('keeps'), mine('goes'))], { project: 'pruned', wait: false });
    await applyObjects(cluster, staged(configMap('other-project')), { project: 'other', wait: false });
    await cluster.create(mine('copied'));

    const report = await applyObjects(cluster, staged(mine('keeps')), { project: 'pruned', wait: false });
    const names = (await cluster.list('v1', 'ConfigMap', { namespace: 'default' })).map(({ metadata }) => metadata.name);

    expect(report).toMatchObject({ removed: ['ConfigMap default/goes'], left: ['Namespace pruned'], unchanged: ['ConfigMap default/keeps'] });
    expect(names).toEqual(expect.arrayContaining(['keeps', 'copied', 'other-project']));
    expect(names).not.toContain('goes');
  });

  test('a field that is declared no more goes; values of secrets are not told', async () => {
    const secret = (data: object): KubeObject => object('Secret', 'hidden', { stringData: data });
    await applyObjects(cluster, staged(secret({ password: 'old-value', user: 'me' })), { project: 'hidden', wait: false });
    const [difference] = await diffObjects(cluster, staged(secret({ password: 'new-value' })), 'hidden');

    expect(difference?.changes).toContainEqual({ path: 'data.password', before: '(hidden)', after: '(hidden)' });
    expect(JSON.stringify(difference?.changes)).not.toMatch(/old-value|new-value|b2xkLX|bmV3LX/u);
  });

  test('a throttled API server, a lost connection and a lost answer are waited out', async () => {
    const proxy = await apiFaultProxy(plane);
    const kubeconfig = join(temporaryFolder(), 'kubeconfig');
    writeKubeconfig(kubeconfig, proxy.server, plane.certificate, plane);
    const told: string[] = [];
    const shaky = await openCluster({ kubeconfig, onRetry: (message) => told.push(message) });
    const began = Date.now();

    proxy.fail(({ method, count: number }) => {
      if (method !== 'PATCH') return number === 1 ? { kind: 'drop' } : undefined;
      return number % 5 === 0 ? { kind: 'lose-answer' } : number % 3 === 0 ? { kind: 'throttle', retryAfterSeconds: 1 } : undefined;
    });
    const names = ['a', 'b', 'c', 'd'];
    const report = await applyObjects(shaky, staged(...names.map((name) => configMap(`shaky-${name}`))), { project: 'shaky', wait: false });

    expect(report.created).toHaveLength(names.length);
    expect(proxy.faults()).toBeGreaterThanOrEqual(3);
    expect(told.join('\n')).toMatch(/answers 429 \(too many requests/u);
    expect(told.join('\n')).toMatch(/does not answer/u);
    expect(Date.now() - began).toBeGreaterThan(1000);
  });

  test('fails when the account may not, and names account, act and object', async () => {
    const nobody = await openCluster({ kubeconfig: plane.kubeconfig, context: 'logex-nobody' });

    await expect(nobody.apply(configMap('denied'))).rejects.toMatchObject({ code: 'k8s/not-allowed', kind: 'outside', message: expect.stringMatching(/^applying ConfigMap default\/denied: .*User "nobody" cannot patch resource "configmaps"/u) as string });
  });

  test.each([
    ['a field is unknown', 'k8s/object-refused', { ...configMap('refused'), dada: {} }, /dada: field not declared/u],
    ['a value is of another type', 'k8s/object-refused', object('Service', 'refused', { spec: { ports: [{ port: 'http' }] } }), /port/u],
    ['a value is not allowed', 'k8s/object-refused', object('Service', 'refused', { spec: { ports: [{ port: 70_000 }] } }), /spec.ports\[0\].port/u],
    ['a kind is unknown', 'k8s/kind-unknown', { ...configMap('refused'), apiVersion: 'example.com/v1', kind: 'Gadget' }, /no kind Gadget in example.com\/v1|could not find/u],
    ['an application of Spark has a field that the operator does not know', 'k8s/object-refused', { ...application, spec: { ...application.spec, executors: 3 } }, /executors: field not declared/u],
    ['its namespace is not there', 'k8s/object-gone', { ...configMap('refused'), metadata: { name: 'refused', namespace: 'absent' } }, /namespaces "absent" not found/u],
  ])('fails when %s', async (_, code, refused, message) => {
    await expect(diffObjects(cluster, staged(refused as KubeObject), 'refused')).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string });
  });

  test('fails when the address, the token or the context is wrong', async () => {
    const folder = temporaryFolder();
    const kubeconfig = (server: string, tokens: ControlPlane['tokens']): string => {
      const path = join(folder, 'kubeconfig');
      writeKubeconfig(path, server, plane.certificate, { tokens });
      return path;
    };

    await expect(openCluster({ kubeconfig: kubeconfig('https://127.0.0.1:1', plane.tokens), patienceSeconds: 1 })).rejects.toMatchObject({ code: 'k8s/cluster-unreachable', retry: true });
    await expect(openCluster({ kubeconfig: kubeconfig(plane.server, { ...plane.tokens, 'logex-test': 'wrong' }) })).rejects.toMatchObject({ code: 'k8s/not-signed-in' });
    writeFileSync(join(folder, 'program'), readFileSync(plane.kubeconfig, 'utf8').replaceAll(/"token": "[0-9a-f]+"/gu, '"exec": { "apiVersion": "client.authentication.k8s.io/v1", "command": "no-such-program" }'));
    await expect(openCluster({ kubeconfig: join(folder, 'program') })).rejects.toMatchObject({ code: 'k8s/not-signed-in', message: expect.stringContaining('no-such-program') as string });
    await expect(openCluster({ kubeconfig: plane.kubeconfig, context: 'absent' })).rejects.toMatchObject({ code: 'k8s/context-unknown', message: expect.stringContaining('logex-test') as string });
    await expect(openCluster({ kubeconfig: join(folder, 'absent') })).rejects.toMatchObject({ code: 'k8s/kubeconfig-unreadable' });
  }, 120_000);

  const deployment = object('Deployment', 'server', {
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: 'server' } },
      template: { metadata: { labels: { app: 'server' } }, spec: { automountServiceAccountToken: false, containers: [{ name: 'server', image: 'registry.example/server:1' }] } },
    },
  });

  test('fails when a workload does not come up, with the reason: no node, then an image; it is ready once its pod is', async () => {
    const apply = (options: object): Promise<unknown> => applyObjects(cluster, [{ stage: 'workloads', objects: [deployment] }], { project: 'waits', ...options });

    await expect(apply({ withoutNodesSeconds: 2 })).rejects.toMatchObject({ code: 'k8s/not-ready', message: expect.stringMatching(/the cluster has no node that is ready: Deployment default\/server: 0 of 1 pods are available; no node takes its pods: no nodes available/u) as string });
    await readyNode(cluster);
    const pod = await scheduledPod(cluster);
    await writeStatus(cluster, pod, podStatus({ ready: false, state: { waiting: { reason: 'ImagePullBackOff', message: 'no such image' } } }));
    await expect(apply({ timeoutSeconds: 3 })).rejects.toMatchObject({ code: 'k8s/not-ready', message: expect.stringContaining('container server waits: ImagePullBackOff (no such image)') as string });
    await writeStatus(cluster, pod, podStatus({ ready: true, state: { running: {} } }));
    expect(await apply({ timeoutSeconds: 200 })).toMatchObject({ unchanged: ['Deployment default/server'] });
  }, 300_000);

  test('a removal takes everything but volumes with data, in order; with leave those too', async () => {
    const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data-clickhouse-0', namespace: 'clickhouse', labels: { 'app.kubernetes.io/part-of': project } }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } } as KubeObject;
    if ((await cluster.read(claim)) === undefined) await cluster.create(claim);

    const plan = await planRemoval(cluster, project);
    await removeObjects(cluster, plan, { timeoutSeconds: 200 });
    const rest = await planRemoval(cluster, project, ['PersistentVolumeClaim clickhouse/data-clickhouse-0']);

    expect(plan.steps.map(({ step }) => step)).toEqual(['schedules', 'jobs', 'load balancers', 'workloads', 'secrets', 'operators', 'rest', 'namespaces', 'definitions']);
    expect(plan.kept.map(({ object: kept, because }) => `${objectName(kept)}: ${because}`)).toEqual(expect.arrayContaining(['PersistentVolumeClaim clickhouse/data-clickhouse-0: it holds data', 'Namespace clickhouse: volumes with data stay in it']));
    expect(rest.steps.map(({ step, objects }) => [step, objects.map(objectName)])).toEqual([
      ['data', ['PersistentVolumeClaim clickhouse/data-clickhouse-0']],
      ['namespaces', ['Namespace clickhouse']],
    ]);
    await removeObjects(cluster, rest, { timeoutSeconds: 200 });
    expect((await planRemoval(cluster, project)).steps).toEqual([]);
  }, 300_000);
});

/** A node as a kubelet would report it; nothing runs on it. */
async function readyNode(cluster: Cluster): Promise<void> {
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'pretended' } } as KubeObject;
  await cluster.create(node);
  const resources = { cpu: '8', memory: '32Gi', pods: '50' };
  await writeStatus(cluster, node, { capacity: resources, allocatable: resources, conditions: [{ type: 'Ready', status: 'True', lastHeartbeatTime: new Date().toISOString(), lastTransitionTime: new Date().toISOString() }] });
}

async function scheduledPod(cluster: Cluster): Promise<KubeObject> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 200))) {
    const [pod] = await cluster.list('v1', 'Pod', { namespace: 'default', labelSelector: 'app=server' });
    if (pod?.spec?.['nodeName'] !== undefined) return pod;
  }
  throw new Error('no pod was scheduled');
}

function podStatus({ ready, state }: { readonly ready: boolean; readonly state: object }): object {
  const status = ready ? 'True' : 'False';
  const conditions = ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map((type) => ({ type, status: type.endsWith('Ready') ? status : 'True' }));
  return { phase: ready ? 'Running' : 'Pending', conditions, containerStatuses: [{ name: 'server', image: 'registry.example/server:1', imageID: '', ready, restartCount: 0, state }] };
}

async function writeStatus(cluster: Cluster, { kind, metadata }: KubeObject, status: object): Promise<void> {
  const { CoreV1Api, setHeaderOptions, PatchStrategy } = await import('@kubernetes/client-node');
  const api = cluster.kubeConfig.makeApiClient(CoreV1Api);
  const name = metadata?.name ?? '';
  const merge = setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch);
  if (kind === 'Node') await api.patchNodeStatus({ name, body: { status } }, merge);
  else await api.patchNamespacedPodStatus({ name, namespace: metadata?.namespace ?? 'default', body: { status } }, merge);
}
