import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from '@logex/testing';
import { afterAll } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';

/** The part of a kubelet that an API server asks for logs and port forwarding; it runs no pods. */
export interface TrialKubelet {
  readonly port: number;
  /** Lines of the log of each pod, told when they are asked for. */
  readonly logs: Map<string, readonly string[]>;
  /** Where the port of each pod leads to on this machine, as `pod:port`. */
  readonly ports: Map<string, number>;
  /** Breaks every connection that is forwarded. */
  readonly dropConnections: () => void;
}

const running: (() => void)[] = [];
afterAll(() => running.forEach((stop) => stop()));

/** A kubelet on loopback, stopped after the last test of the file. */
export async function trialKubelet(): Promise<TrialKubelet> {
  const folder = temporaryFolder();
  const [keyFile, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=kubelet', '-keyout', keyFile, '-out', certificate], { stdio: 'ignore' });
  const logs = new Map<string, readonly string[]>();
  const ports = new Map<string, number>();
  const server = createServer({ key: readFileSync(keyFile), cert: readFileSync(certificate) }, (request, response) => {
    const [, , , pod = ''] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
    const since = new URL(request.url ?? '', 'https://kubelet').searchParams.get('sinceTime');
    const lines = (logs.get(pod) ?? []).map((line, at) => `2026-01-01T00:00:${String(at).padStart(2, '0')}.000000000Z ${line}\n`);
    response.end(lines.filter((line) => since === null || line.slice(0, 19) >= since.slice(0, 19)).join(''));
  });
  const sockets = new WebSocketServer({ server, handleProtocols: (offered) => [...offered].find((one) => one === 'v4.channel.k8s.io') ?? false });
  sockets.on('connection', (socket, request) => {
    const url = new URL(request.url ?? '', 'https://kubelet');
    const [, , , pod = ''] = url.pathname.split('/');
    const port = Number(url.searchParams.get('port') ?? url.searchParams.get('ports'));
    forward(socket, port, ports.get(`${pod}:${port}`) ?? 0);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const dropConnections = (): void => {
    for (const socket of sockets.clients) socket.terminate();
  };
  running.push(() => {
    dropConnections();
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, logs, ports, dropConnections };
}

/** Channel 0 carries the bytes and channel 1 errors; each begins with the port. */
function forward(socket: WebSocket, port: number, target: number): void {
  const named = Buffer.alloc(2);
  named.writeUInt16LE(port);
  for (const channel of [0, 1]) socket.send(Buffer.concat([Buffer.from([channel]), named]));
  const connection = connect(target, '127.0.0.1');
  connection.on('data', (data) => socket.send(Buffer.concat([Buffer.from([0]), data])));
  connection.on('close', () => socket.close()).on('error', () => socket.close());
  socket.on('message', (data: Buffer) => data.length > 1 && connection.write(data.subarray(1)));
  socket.on('close', () => connection.destroy());
}
