import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import type { ControlPlane } from './start-control-plane.ts';

/** What happens to a request in place of its answer. */
export type ApiFault =
  /** Status 429 with `Retry-After`; the request does not reach the API server. */
  | { readonly kind: 'throttle'; readonly retryAfterSeconds: number }
  /** The connection is cut, and the request has not reached the API server. */
  | { readonly kind: 'drop' }
  /** The API server has carried the request out, and the connection is cut instead of the answer. */
  | { readonly kind: 'lose-answer' };

/** Gives the fault of a request, or undefined to let it pass. */
export type ApiFaultRule = (request: { readonly method: string; readonly path: string; readonly count: number }) => ApiFault | undefined;

/** A proxy before an API server that fails where it is told to. */
export interface ApiFaultProxy {
  /** `http://127.0.0.1:<port>`. */
  readonly server: string;
  /** Replaces the rule; `count` starts at 1 again. */
  readonly fail: (rule?: ApiFaultRule) => void;
  /** Faults since the last call of `fail`. */
  readonly faults: () => number;
}

const throttled = JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'TooManyRequests', message: 'too many requests, please try again later', code: 429 });

/** Stands before the API server of a control plane; stopped after the last test of the file. */
export async function apiFaultProxy({ server: target, certificate }: ControlPlane): Promise<ApiFaultProxy> {
  const ca = readFileSync(certificate);
  let rule: ApiFaultRule | undefined;
  let count = 0;
  let faults = 0;
  const server = createServer((incoming, outgoing) => {
    count += 1;
    const fault = rule?.({ method: incoming.method ?? 'GET', path: incoming.url ?? '/', count });
    if (fault !== undefined) faults += 1;
    if (fault?.kind === 'drop') incoming.socket.destroy();
    else if (fault?.kind === 'throttle') incoming.resume().on('end', () => outgoing.writeHead(429, { 'content-type': 'application/json', 'retry-after': String(fault.retryAfterSeconds) }).end(throttled));
    else forward(new URL(incoming.url ?? '/', target), ca, incoming, outgoing, fault?.kind === 'lose-answer');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const fail = (next?: ApiFaultRule): void => {
    rule = next;
    count = 0;
    faults = 0;
  };
  return { server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, fail, faults: () => faults };
}

function forward(url: URL, ca: Buffer, incoming: IncomingMessage, outgoing: ServerResponse, loseAnswer: boolean): void {
  const onward = request(url, { method: incoming.method, headers: incoming.headers, ca }, (answer) => {
    if (loseAnswer) {
      answer.resume().on('end', () => incoming.socket.destroy());
      return;
    }
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', () => incoming.socket.destroy());
  incoming.pipe(onward);
}
