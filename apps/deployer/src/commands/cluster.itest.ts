import { connect, createServer, type AddressInfo } from 'node:net';
import { sayNotRun } from '@logex/aws-checks';
import { controlPlaneNeeds, hasControlPlane } from '@logex/cluster';
import { allTables } from '@logex/log-schema';
import { clickHouseServer, temporaryFolder } from '@logex/testing';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { failureOf, resultOf } from '../__fixtures__/mock-account.ts';
import { startCli, type StartedCli } from '../__fixtures__/run-cli.ts';
import { runHere } from '../__fixtures__/run-here.ts';
import { runningCluster, type RunningCluster } from '../__fixtures__/running-cluster.ts';
import type { Check } from '../preflight/check.ts';
import type { SparkRun } from '../spark-runs/spark-run.ts';
import { doctor, type DoctorOptions } from './doctor.ts';
import type { FixResult } from './doctor-kubernetes.ts';
import { logs, type LogsOptions } from './logs.ts';
import type { ProjectOptions } from './open-project.ts';
import { hmsPort, type HmsPortOptions } from './ports.ts';
import { run, type RunOptions } from './run.ts';
import { status, type StatusResult } from './status.ts';

if (!hasControlPlane()) sayNotRun('runs, logs, port forwarding, status and the watchdog on a real API server', controlPlaneNeeds);

describe.runIf(hasControlPlane())('on an API server', () => {
  let running: RunningCluster;
  const folder = temporaryFolder();
  const environment = { PROJECT: 'weblogs', AWS_REGION: 'us-east-1' };
  const onCluster = () => ({ context: 'logex-test', kubeconfig: running.kubeconfig });
  const start = (...args: string[]): StartedCli => startCli(folder, [...args, '--json', '--context', 'logex-test', '--kubeconfig', running.kubeconfig], environment);
  const runJob = (options: RunOptions) => runHere<RunOptions, { run: SparkRun }>(run, { ...onCluster(), ...options }, folder, environment);

  beforeAll(async () => {
    running = await runningCluster();
    for (const job of ['ingest', 'aggregate'] as const) await running.job(job, {});
  }, 120_000);

  test('a run by hand is a copy of the described job, which no apply takes away; its states and its log are followed', async () => {
    const dry = await runJob({ job: 'ingest', dryRun: true });
    expect(await running.cluster.list('sparkoperator.k8s.io/v1beta2', 'SparkApplication', { namespace: 'spark' })).toHaveLength(2);
    const started = start('run', 'ingest');
    const made = /ingest-logs-spark351-prod-\d{8}t\d{6}/u;
    await started.until(' is started; it goes on');
    const [copy] = (await running.cluster.list('sparkoperator.k8s.io/v1beta2', 'SparkApplication', { namespace: 'spark' })).filter(({ metadata }) => made.test(metadata.name ?? ''));
    const name = copy?.metadata.name ?? '';
    const second = await runJob({ job: 'ingest', follow: false });
    await running.pod('spark', `${name}-driver`, {});
    running.kubelet.logs.set(`${name}-driver`, ['{"event":"step"}', '{"event":"done"}']);
    await running.setState(name, { applicationState: { state: 'RUNNING' }, driverInfo: { podName: `${name}-driver` }, lastSubmissionAttemptTime: '2026-01-01T00:00:00Z' });
    await started.until('{\\"event\\":\\"done\\"}');
    await running.setStatus(`/api/v1/namespaces/spark/pods/${name}-driver`, { phase: 'Succeeded' });
    await running.setState(name, { applicationState: { state: 'COMPLETED' }, terminationTime: '2026-01-01T00:01:00Z' });
    const ended = await started.ended;

    expect(dry.text).toContain('timeToLiveSeconds: 604800');
    expect(copy?.metadata.labels).toEqual({ 'logex.io/job': 'ingest', 'logex.io/run-of': 'ingest' });
    expect(copy?.spec).not.toHaveProperty('suspend');
    expect(second.error).toMatchObject({ kind: 'usage', code: 'deployer/run-active', message: expect.stringContaining(name) as string });
    expect(ended.events.flatMap((event) => (event.type === 'log' ? [event.line] : []))).toEqual(['{"event":"step"}', '{"event":"done"}']);
    expect(resultOf<{ run: SparkRun }>(ended).run).toMatchObject({ name, state: 'COMPLETED', endedAt: '2026-01-01T00:01:00Z' });
  });

  test('fails when a run fails, with the words of the operator and of the driver', async () => {
    const started = start('run', 'aggregate');
    await started.until(' is started; it goes on');
    const [{ metadata: { name = '' } } = { metadata: {} }] = await running.cluster.list('sparkoperator.k8s.io/v1beta2', 'SparkApplication', { namespace: 'spark', labelSelector: 'logex.io/run-of=aggregate' });
    await running.pod('spark', `${name}-driver`, {});
    running.kubelet.logs.set(`${name}-driver`, ['starting', '{"event":"failed","code":"catalog"}']);
    await running.setStatus(`/api/v1/namespaces/spark/pods/${name}-driver`, { phase: 'Failed' });
    await running.setState(name, { applicationState: { state: 'FAILED', errorMessage: 'driver container failed with ExitCode: 1' }, driverInfo: { podName: `${name}-driver` }, terminationTime: '2026-01-01T00:01:00Z' });

    expect(failureOf(await started.ended)).toMatchObject({ exitCode: 3, code: 'deployer/run-failed', message: expect.stringMatching(/ExitCode: 1; the driver's last words: starting \| .*catalog/u) as string });
    const read = await runHere<LogsOptions, { lines: number }>(logs, { ...onCluster(), of: 'aggregate', tail: 5 }, folder, environment);
    expect(read.value).toMatchObject({ pods: [`${name}-driver`], lines: 2 });
  });

  test('fails when the job is not deployed, or has no log', async () => {
    const missing = await runJob({ job: 'maintain' });
    const none = await runHere<LogsOptions, never>(logs, { ...onCluster(), of: 'clickhouse' }, folder, environment);

    expect([missing.error?.code, none.error?.code]).toEqual(['deployer/job-not-deployed', 'deployer/no-pods']);
  });

  test('ports lead to a ready pod, and to the next one when it goes; the command ends by Ctrl-C', async () => {
    const echo = createServer((socket) => socket.on('data', (data) => socket.write(`echo ${data.toString()}`)));
    await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
    const target = (echo.address() as AddressInfo).port;
    const labels = { 'app.kubernetes.io/name': 'hive-metastore', 'app.kubernetes.io/part-of': 'weblogs' };
    await running.cluster.apply({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'hive-metastore', namespace: 'hive' }, spec: { selector: labels, ports: [{ name: 'thrift', port: 9083, targetPort: 'thrift' }] } } as never);
    await running.pod('hive', 'metastore-a', labels, { thrift: 19_083 });
    running.kubelet.ports.set('metastore-a:19083', target);
    const forwarding = start('hms-port', '--port', '0');
    await forwarding.until('leads to hive/hive-metastore:9083');
    const port = Number(/127\.0\.0\.1:(\d+) leads/u.exec(forwarding.stdout())?.[1]);

    expect(await say(port, 'one')).toBe('echo one');
    running.kubelet.dropConnections();
    await running.setStatus('/api/v1/namespaces/hive/pods/metastore-a', { conditions: [{ type: 'Ready', status: 'False' }] });
    const waiting = say(port, 'two');
    await forwarding.until('none of its pods is ready; trying again');
    await running.pod('hive', 'metastore-b', labels, { thrift: 19_083 });
    running.kubelet.ports.set('metastore-b:19083', target);
    expect(await waiting).toBe('echo two');
    forwarding.process.kill('SIGINT');
    expect(resultOf<object>(await forwarding.ended)).toMatchObject({ ports: [{ localPort: port, service: 'hive-metastore', port: 9083 }] });
    echo.close();
  });

  test('status has nodes, workloads with the reason why they wait, jobs, and says what it does not know', async () => {
    await running.cluster.apply({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'hive-metastore', namespace: 'hive', labels: { 'logex.io/inventory': 'weblogs' } }, spec: { selector: { matchLabels: { app: 'waits' } }, template: { metadata: { labels: { app: 'waits' } }, spec: { nodeSelector: { none: 'such' }, containers: [{ name: 'a', image: 'none' }] } } } } as never);
    await vi.waitUntil(async () => (await running.cluster.list('v1', 'Pod', { namespace: 'hive', labelSelector: 'app=waits' })).some(({ status: seen }) => JSON.stringify(seen).includes('Unschedulable')), { timeout: 20_000, interval: 200 });
    const { value, text } = await runHere<ProjectOptions, StatusResult>(status, onCluster(), folder, environment);

    expect(value).toMatchObject({ project: 'weblogs', context: 'logex-test', nodes: [{ group: 'system', nodes: 1, ready: 1 }], lag: { lastIngest: '2026-01-01T00:01:00Z', newestRows: null } });
    expect(value?.workloads).toMatchObject([{ object: 'Deployment hive/hive-metastore', state: 'waiting', pods: { ready: 0, wanted: 1 }, reasons: expect.arrayContaining([expect.stringContaining('no node takes its pods')]) as unknown }]);
    expect(value?.jobs.map(({ job, last }) => [job, last?.state])).toEqual([['create-schema', undefined], ['ingest', 'COMPLETED'], ['aggregate', 'FAILED'], ['maintain', undefined]]);
    expect(text).toMatch(/! Deployment hive\/hive-metastore 0\/1: [\s\S]*! aggregate: 25 \* \* \* \*; last FAILED [\s\S]*not known: the outputs of phase 1/u);
  });

  test('the watchdog finds stuck runs and forgotten schedules, tells what it would do, and does it', async () => {
    const stuck = { apiVersion: 'sparkoperator.k8s.io/v1beta2', kind: 'SparkApplication', metadata: { name: 'maintain-logs-spark351-prod-stuck', namespace: 'spark' }, spec: { type: 'Java', mode: 'cluster' } };
    await running.cluster.create(stuck as never);
    await running.setState(stuck.metadata.name, { applicationState: { state: 'PENDING_RERUN' }, lastSubmissionAttemptTime: '2026-01-01T00:00:00Z' });
    await running.job('aggregate', { scheduleState: 'Scheduled', lastRun: '2026-01-01T00:25:00Z', nextRun: '2026-01-01T01:25:00Z' });
    await running.pod('default', 'operator-1', { 'app.kubernetes.io/name': 'spark-operator' });
    const look = (more: DoctorOptions) => runHere<DoctorOptions, { checks: Check[]; fixes: FixResult[] }>(doctor, { ...onCluster(), phase: 'kubernetes', ...more }, folder, environment);
    const found = await look({});
    const dry = await look({ fix: true, dryRun: true });
    const there = await running.cluster.read(stuck);
    const mended = await look({ fix: true });

    const checks = Object.fromEntries((found.value?.checks ?? []).map((check) => [check.id, check]));
    expect([found.exitCode, found.value?.fixes]).toEqual([1, []]);
    expect(checks['runs/stuck']).toMatchObject({ result: 'failed', found: expect.stringMatching(/^maintain-logs-spark351-prod-stuck: PENDING_RERUN for \d+ d$/u) as string });
    expect(checks['schedules']).toMatchObject({ result: 'failed', found: expect.stringMatching(/aggregate-logs-spark351-prod: a run was due \d+ d ago/u) as string });
    expect(checks['tables/snapshots']).toMatchObject({ result: 'unknown', found: expect.stringContaining('--outputs') as string });
    expect(dry.value?.fixes.map(({ what, state }) => `${state}: ${what}`)).toEqual(['would be done: remove SparkApplication spark/maintain-logs-spark351-prod-stuck', 'would be done: remove Pod default/operator-1, which is made anew']);
    expect(there).toBeDefined();
    expect(mended.value?.fixes.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(await running.cluster.read(stuck)).toBeUndefined();
  });

  test('ClickHouse itself is asked whether it reads each table', async () => {
    const server = await clickHouseServer({ directory: temporaryFolder(), account: { username: 'reader', password: 'of a test' } });
    const ask = (query: string): Promise<Response> => fetch(server.url, { method: 'POST', body: query, headers: { 'X-ClickHouse-User': 'reader', 'X-ClickHouse-Key': 'of a test' } });
    await ask('CREATE DATABASE analytics');
    for (const { name } of allTables) await ask(`CREATE TABLE analytics.${name} (a UInt8) ENGINE = Memory`);
    const labels = { 'app.kubernetes.io/name': 'clickhouse', 'app.kubernetes.io/part-of': 'weblogs' };
    await running.cluster.apply({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'clickhouse', namespace: 'clickhouse' }, spec: { selector: labels, ports: [{ name: 'http', port: 8123, targetPort: 'http' }] } } as never);
    await running.pod('clickhouse', 'clickhouse-0', labels, { http: 8123 });
    running.kubelet.ports.set('clickhouse-0:8123', Number(new URL(server.url).port));
    const look = async (password: string): Promise<Check | undefined> => {
      const { value } = await runHere<DoctorOptions, { checks: Check[] }>(doctor, { ...onCluster(), phase: 'kubernetes' }, folder, { ...environment, LOGEX_CLICKHOUSE_PASSWORD: password });
      return value?.checks.find(({ id }) => id === 'clickhouse/tables');
    };
    const good = await look('of a test');
    await ask('DROP TABLE analytics.logs');
    const [bad, unknown] = [await look('of a test'), await look('of nobody')];
    await server.close();

    expect(good).toMatchObject({ result: 'ok', found: `all ${allTables.length} are read` });
    expect(bad).toMatchObject({ result: 'failed', found: expect.stringMatching(/^logs: Code: 60\..*analytics\.logs/u) as string });
    expect(unknown).toMatchObject({ result: 'failed', found: expect.stringContaining('Code: 516.') as string });
  });

  test('fails when the port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { error } = await runHere<HmsPortOptions, never>(hmsPort, { ...onCluster(), port: (taken.address() as AddressInfo).port }, folder, environment);
    taken.close();

    expect(error).toMatchObject({ kind: 'usage', code: 'deployer/port-in-use', hint: expect.stringContaining('--port') as string });
  });
});

function say(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.once('data', (data) => {
      resolve(data.toString());
      socket.destroy();
    });
    socket.once('error', reject).once('close', () => reject(new Error('the connection was closed')));
  });
}
