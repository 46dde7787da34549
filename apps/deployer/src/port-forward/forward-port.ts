import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { PortForward } from '@kubernetes/client-node';
import type { Cluster } from '@logex/k8s-manifests/cluster';
import { portInUse } from './errors.ts';
import { servicePod, type ServicePort } from './service-pod.ts';

/** What is forwarded, and to where. */
export interface ForwardRequest extends ServicePort {
  /** Port of 127.0.0.1; 0 takes a free one. */
  readonly localPort: number;
  /** Option that names it, for messages. */
  readonly option: string;
  /** Told when a connection could not be made, or broke. */
  readonly onTrouble: (message: string) => void;
  /** Seconds that a new connection waits for a pod that is ready. @default 30 */
  readonly patienceSeconds?: number;
}

/** A port that leads to a service. */
export interface ForwardedPort {
  readonly localPort: number;
  readonly stop: () => void;
}

/**
 * Listens on 127.0.0.1 and leads each connection to a ready pod of the service, through the API server. When a pod goes its connections
 * end, and the next one finds another pod: the port itself stays.
 *
 * @throws LogexError `deployer/port-in-use` or `deployer/service-missing` (usage), `deployer/no-ready-pod` (outside).
 */
export async function forwardPort(cluster: Cluster, request: ForwardRequest): Promise<ForwardedPort> {
  await servicePod(cluster, request);
  const open = new Set<Socket>();
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    void lead(cluster, request, socket).catch((error: unknown) => {
      request.onTrouble(`${request.service}:${request.port}: ${error instanceof Error ? error.message : String(error)}`);
      socket.destroy();
    });
  });
  const localPort = await listen(server, request);
  return {
    localPort,
    stop: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

async function lead(cluster: Cluster, request: ForwardRequest, socket: Socket): Promise<void> {
  const forward = new PortForward(cluster.kubeConfig, true);
  for (const deadline = Date.now() + (request.patienceSeconds ?? 30) * 1000; !socket.destroyed; await wait(1000)) {
    try {
      const { namespace, pod, port } = await servicePod(cluster, request);
      const connection = await forward.portForward(namespace, pod, [port], socket, null, socket);
      if (typeof connection === 'function') return;
      connection.addEventListener('close', () => socket.end());
      connection.addEventListener('error', () => socket.destroy());
      socket.once('close', () => connection.close());
      socket.resume();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      request.onTrouble(`${request.service}:${request.port}: ${troubleText(error)}; trying again`);
    }
  }
}

// A refused upgrade comes as an event of the socket rather than as an error.
const troubleText = (error: unknown): string => (error instanceof Error ? error.message : String((error as { message?: unknown } | null)?.message ?? 'the connection was refused'));

function listen(server: Server, { localPort, option }: ForwardRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? portInUse(localPort, option) : error));
    server.listen(localPort, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
