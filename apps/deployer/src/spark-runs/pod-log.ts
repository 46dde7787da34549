import { Writable, type Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { Log } from '@kubernetes/client-node';
import type { Cluster } from '@logex/k8s-manifests/cluster';

/** The log of one container. */
export interface PodLogRequest {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** Lines of before; without it all. */
  readonly tail?: number;
  /** Go on until the container ends. @default false */
  readonly follow?: boolean;
  readonly onLine: (line: string) => void;
  /** Ends it early. */
  readonly signal?: AbortSignal;
}

const phaseOf = async (cluster: Cluster, { namespace, pod }: PodLogRequest): Promise<string> =>
  String((await cluster.read({ apiVersion: 'v1', kind: 'Pod', metadata: { name: pod, namespace } }))?.status?.['phase'] ?? 'Gone');

/**
 * Reads a log line by line. A connection that breaks while the pod runs is made again; no line comes twice.
 *
 * @throws what the client throws where the log cannot be read and nothing is followed.
 */
export async function podLog(cluster: Cluster, request: PodLogRequest): Promise<void> {
  const { follow = false, signal, onLine } = request;
  let last = '';
  for (;;) {
    const known = last;
    const take = (text: string): void => {
      const at = text.indexOf(' ');
      const time = text.slice(0, at);
      if (text === '' || time <= known) return;
      last = time;
      onLine(text.slice(at + 1));
    };
    const error = await connection(cluster, request, last, take).then(() => undefined, (reason: unknown) => reason);
    if (!follow) {
      if (error !== undefined) throw error;
      return;
    }
    const phase = await phaseOf(cluster, request);
    if (signal?.aborted === true || (error === undefined && phase !== 'Running' && phase !== 'Pending') || phase === 'Gone') return;
    await wait(1000, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  }
}

async function connection(cluster: Cluster, { namespace, pod, container, tail, follow = false, signal }: PodLogRequest, last: string, take: (line: string) => void): Promise<void> {
  let rest = '';
  const lines = new Writable({
    write: (chunk: Buffer, _, done) => {
      const parts = (rest + chunk.toString()).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) take(part);
      done();
    },
    final: (done) => {
      take(rest);
      done();
    },
  });
  const closed = new Promise<void>((resolve, reject) => {
    lines.once('close', resolve).once('error', reject);
    // The client pipes the answer and does not look whether it breaks.
    lines.once('pipe', (answer: Readable) => answer.once('error', reject));
  });
  // Until somebody waits for it below.
  closed.catch(() => undefined);
  const controller = await new Log(cluster.kubeConfig).log(namespace, pod, container, lines, {
    follow,
    timestamps: true,
    ...(last === '' ? {} : { sinceTime: last }),
    ...(tail === undefined || last !== '' ? {} : { tailLines: tail }),
  });
  signal?.addEventListener('abort', () => {
    controller.abort();
    lines.destroy();
  });
  await closed;
}
