import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { MotoGaps } from './moto-gaps.ts';
import { MotoMemory } from './moto-memory.ts';
import { accountAnswer } from './account-answers.ts';
import { bridgedAnswer } from './registry-bridge.ts';
import type { ImageRegistry } from './image-registry.ts';
import { refusalOf } from './refusals.ts';
import { pythonEnvironment } from '@logex/testing/python-environment';

/** A running mock of AWS. */
export interface MockAws {
  /** Variables that point Terraform's AWS provider at the mock. */
  readonly env: Readonly<Record<string, string>>;
  /** Settings of the provider that a mock needs, as a Terraform override file. */
  readonly override: string;
  /** Calls that the shim answered in place of moto. */
  readonly shimmed: readonly string[];
  stop(): Promise<void>;
}

/** What a mock of AWS is joined to. */
export interface MockAwsOptions {
  /** Registry that stands behind ECR. @default none: repositories have addresses that nothing answers at */
  readonly registry?: ImageRegistry;
}

/**
 * A moto server behind a proxy that answers the few calls moto lacks. What passes here shows that the provider accepts the
 * configuration and that a second plan is empty; it shows nothing about AWS itself.
 *
 * @throws Error when moto cannot be installed or does not come up.
 */
export async function startMockAws({ registry }: MockAwsOptions = {}): Promise<MockAws> {
  const moto = join(await pythonEnvironment('moto'), 'moto_server');
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port: motoPort } = probe.address() as AddressInfo;
  probe.close();
  const child = spawn(moto, ['-H', '127.0.0.1', '-p', String(motoPort)], {
    stdio: 'ignore',
    env: { PATH: process.env['PATH'], MOTO_IAM_LOAD_MANAGED_POLICIES: 'true' },
  });
  await reachable(motoPort);
  const gaps = new MotoGaps();
  const memory = new MotoMemory();
  const proxy = createServer((incoming, outgoing) => void answer(incoming, outgoing, motoPort, { gaps, memory, registry }));
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const endpoint = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  return {
    env: { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: 'mock', AWS_SECRET_ACCESS_KEY: 'mock', AWS_MAX_ATTEMPTS: '2' },
    override: JSON.stringify({ provider: { aws: [{ s3_use_path_style: true, skip_metadata_api_check: true, skip_credentials_validation: true }] } }),
    shimmed: gaps.answered,
    stop: async () => {
      proxy.closeAllConnections();
      proxy.close();
      child.kill();
      await once(child, 'exit');
    },
  };
}

interface Shim {
  readonly gaps: MotoGaps;
  readonly memory: MotoMemory;
  readonly registry: ImageRegistry | undefined;
}

async function reachable(port: number): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    const up = await fetch(`http://127.0.0.1:${port}/moto-api/`).then(({ ok }) => ok, () => false);
    if (up) return;
    await wait(200);
  }
  throw new Error('moto did not come up within 30 seconds');
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, port: number, { gaps, memory, registry }: Shim): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const call = { method: incoming.method ?? 'GET', path: incoming.url ?? '/', authorization: incoming.headers.authorization ?? '', body: body.toString(), target: String(incoming.headers['x-amz-target'] ?? '') };
  const own = refusalOf(call) ?? accountAnswer(call) ?? gaps.answer(call);
  if (own !== undefined) {
    const xml = typeof own.body === 'string';
    outgoing.writeHead(own.status, { 'content-type': xml ? 'application/xml' : 'application/json' }).end(xml ? own.body : JSON.stringify(own.body));
    return;
  }
  const forward = httpRequest({ host: '127.0.0.1', port, path: incoming.url, method: incoming.method, headers: incoming.headers }, (reply) => {
    const parts: Buffer[] = [];
    reply.on('data', (part: Buffer) => parts.push(part));
    reply.on('end', () => {
      const text = Buffer.concat(parts);
      const mended = (reply.statusCode ?? 502) >= 300 || text.length > 1_000_000 ? text : memory.mend(call, text.toString());
      const { 'content-length': _, 'transfer-encoding': __, ...headers } = reply.headers;
      const ended = (bytes: string | Buffer): void => void outgoing.writeHead(reply.statusCode ?? 502, headers).end(bytes);
      if (registry === undefined || typeof mended !== 'string') return ended(mended);
      bridgedAnswer(registry, call, mended).then(ended, () => outgoing.writeHead(502).end());
    });
  });
  forward.on('error', () => outgoing.writeHead(502).end());
  forward.end(body);
}
