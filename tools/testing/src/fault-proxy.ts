import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

/** What happens to a request instead of, or before, its answer. */
export type Fault =
  /** An answer with this status and S3's `SlowDown` body; the request does not reach the server. */
  | { readonly kind: 'status'; readonly status: number }
  /** The answer comes this many milliseconds later. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** The connection is cut before an answer; the request has not reached the server. */
  | { readonly kind: 'drop' }
  /** The server has carried the request out, and the connection is cut instead of the answer. */
  | { readonly kind: 'lose-answer' };

/** Gives the fault of a request, or `undefined` to let it pass. */
export type FaultRule = (request: { readonly method: string; readonly path: string; readonly count: number }) => Fault | undefined;

/** An HTTP proxy on a loopback port that fails where it is told to. */
export interface FaultProxy {
  /** `http://127.0.0.1:<port>`; give it to clients in place of the server's own. */
  readonly endpoint: string;
  /** Replaces the rule; `count` of the requests starts at 1 again. No rule lets all pass. */
  readonly fail: (rule?: FaultRule) => void;
  /** Faults that have happened since the last call of `fail`. */
  readonly faults: () => number;
  /** Stops at once; open connections are cut. */
  readonly close: () => Promise<void>;
}

const open = new Set<FaultProxy>();
afterAll(() => Promise.all([...open].map((proxy) => proxy.close())));

const slowDown = '<?xml version="1.0" encoding="UTF-8"?><Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>';

/** Stands before the HTTP server at `target`. Stopped after the last test of the file. */
export async function faultProxy(target: string): Promise<FaultProxy> {
  let rule: FaultRule | undefined;
  let count = 0;
  let faults = 0;
  const server = createServer((incoming, outgoing) => {
    count += 1;
    const fault = rule?.({ method: incoming.method ?? 'GET', path: incoming.url ?? '/', count });
    if (fault !== undefined) faults += 1;
    apply(fault, target, incoming, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: FaultProxy = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fail: (next) => {
      rule = next;
      count = 0;
      faults = 0;
    },
    faults: () => faults,
    close: async () => {
      open.delete(proxy);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  open.add(proxy);
  return proxy;
}

function apply(fault: Fault | undefined, target: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  if (fault?.kind === 'drop') incoming.socket.destroy();
  else if (fault?.kind === 'status') {
    incoming.resume().on('end', () => outgoing.writeHead(fault.status, { 'content-type': 'application/xml' }).end(incoming.method === 'HEAD' ? '' : slowDown));
  } else if (fault?.kind === 'slow') setTimeout(() => forward(target, incoming, outgoing, false), fault.milliseconds);
  else forward(target, incoming, outgoing, fault?.kind === 'lose-answer');
}

/** The request goes on as it came, `Host` included: signatures cover it. */
function forward(target: string, incoming: IncomingMessage, outgoing: ServerResponse, loseAnswer: boolean): void {
  const onward = request(new URL(incoming.url ?? '/', target), { method: incoming.method, headers: incoming.headers }, (answer) => {
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
