import { globSync, readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { controlPlane, trialChart } from '@logex/cluster';
import { jobSchedules, type KubeObject, type SparkJob } from '@logex/k8s-manifests';
import { openCluster, type Cluster } from '@logex/k8s-manifests/cluster';
import { parse } from 'yaml';
import { trialKubelet, type TrialKubelet } from './trial-kubelet.ts';

/** An API server with a project on it whose operator, scheduler and kubelet are the test: it writes states as they would. */
export interface RunningCluster {
  readonly kubeconfig: string;
  readonly cluster: Cluster;
  readonly kubelet: TrialKubelet;
  /** Writes the status of an object by its path, such as `/api/v1/namespaces/spark/pods/driver`. */
  readonly setStatus: (path: string, status: object) => Promise<void>;
  /** The same for an application of the Spark operator. */
  readonly setState: (application: string, status: object) => Promise<void>;
  /** A pod on the node of the kubelet, running and ready or not. */
  readonly pod: (namespace: string, name: string, labels: Readonly<Record<string, string>>, ports?: Readonly<Record<string, number>>, ready?: boolean) => Promise<void>;
  /** A described job, and its schedule. */
  readonly job: (job: SparkJob, schedule?: object) => Promise<void>;
}

const application = (kind: string, job: SparkJob, spec: object): KubeObject =>
  ({ apiVersion: 'sparkoperator.k8s.io/v1beta2', kind, metadata: { name: jobSchedules[job].name, namespace: 'spark', labels: { 'logex.io/job': job, 'logex.io/inventory': 'weblogs' } }, spec }) as KubeObject;

/** A control plane with namespaces, definitions and one node. */
export async function runningCluster(): Promise<RunningCluster> {
  const [plane, kubelet] = [await controlPlane(), await trialKubelet()];
  const cluster = await openCluster({ kubeconfig: plane.kubeconfig });
  const definitions = globSync('crds/*.yaml', { cwd: trialChart('spark-operator') }).map((file) => parse(readFileSync(join(trialChart('spark-operator'), file), 'utf8')) as KubeObject);
  const namespaces = ['spark', 'hive', 'clickhouse'].map((name): KubeObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'trial', labels: { 'logex.io/node-group': 'system' } } };
  for (const object of [...definitions, ...namespaces, node]) await cluster.apply(object);
  const setStatus = (path: string, status: object): Promise<void> => patchStatus(`${plane.server}${path}/status`, readFileSync(plane.certificate), plane.tokens['logex-test'], status);
  await setStatus('/api/v1/nodes/trial', {
    addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
    daemonEndpoints: { kubeletEndpoint: { Port: kubelet.port } },
    conditions: [{ type: 'Ready', status: 'True', lastHeartbeatTime: new Date().toISOString(), lastTransitionTime: new Date().toISOString() }],
  });
  const templates = { type: 'Java', mode: 'cluster', sparkVersion: '3.5.1', mainClass: 'io.logex.spark.runner.Runner', arguments: ['/etc/logex/plans/ingest.json'] };
  return {
    kubeconfig: plane.kubeconfig,
    cluster,
    kubelet,
    setStatus,
    setState: (name, status) => setStatus(`/apis/sparkoperator.k8s.io/v1beta2/namespaces/spark/sparkapplications/${name}`, status),
    pod: async (namespace, name, labels, ports = {}, ready = true) => {
      const container = { name: labels['app.kubernetes.io/name'] ?? 'spark-kubernetes-driver', image: 'none', ports: Object.entries(ports).map(([port, containerPort]) => ({ name: port, containerPort })) };
      await cluster.apply({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels: { ...labels } }, spec: { nodeName: 'trial', automountServiceAccountToken: false, containers: [container], tolerations: [{ operator: 'Exists' }] } } as KubeObject);
      await setStatus(`/api/v1/namespaces/${namespace}/pods/${name}`, { phase: 'Running', conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] });
    },
    job: async (job, schedule) => {
      await cluster.apply(application('SparkApplication', job, { ...templates, suspend: true }));
      if (schedule === undefined) return;
      await cluster.apply(application('ScheduledSparkApplication', job, { schedule: jobSchedules[job].schedule, template: templates }));
      await setStatus(`/apis/sparkoperator.k8s.io/v1beta2/namespaces/spark/scheduledsparkapplications/${jobSchedules[job].name}`, schedule);
    },
  };
}

function patchStatus(url: string, ca: Buffer, token: string, status: object): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'PATCH', ca, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/merge-patch+json' } }, (answer) => {
      let text = '';
      answer.on('data', (part: Buffer) => (text += part.toString()));
      answer.on('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`${url}: ${answer.statusCode}: ${text}`))));
    });
    asked.on('error', reject).end(JSON.stringify({ status }));
  });
}
