import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { faultProxy, type FaultProxy } from './fault-proxy.ts';

const seen: string[] = [];
const server = createServer((request, response) => {
  seen.push(`${request.method} ${request.url} ${request.headers.host}`);
  request.resume().on('end', () => response.writeHead(201, { etag: '"1"' }).end('stored'));
});
let proxy: FaultProxy;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy = await faultProxy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(() => server.close());
beforeEach(() => {
  seen.length = 0;
  proxy.fail();
});

const put = (): Promise<Response> => fetch(`${proxy.endpoint}/lake/a%20b?x=1`, { method: 'PUT', body: 'text' });

test('passes a request on as it came, and the answer back', async () => {
  const answer = await put();

  expect([answer.status, answer.headers.get('etag'), await answer.text()]).toEqual([201, '"1"', 'stored']);
  expect(seen).toEqual([`PUT /lake/a%20b?x=1 ${new URL(proxy.endpoint).host}`]);
});

test('answers with a status of its own', async () => {
  proxy.fail(({ count }) => (count === 1 ? { kind: 'status', status: 503 } : undefined));

  const answer = await put();

  expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('<Code>SlowDown</Code>')]);
  expect(seen).toEqual([]);
  expect((await put()).status).toBe(201);
  expect(proxy.faults()).toBe(1);
});

test('delays an answer', async () => {
  proxy.fail(() => ({ kind: 'slow', milliseconds: 150 }));
  const before = performance.now();

  expect((await put()).status).toBe(201);
  expect(performance.now() - before).toBeGreaterThan(140);
});

test('cuts a connection before the request is carried out', async () => {
  proxy.fail(({ method }) => (method === 'PUT' ? { kind: 'drop' } : undefined));

  await expect(put()).rejects.toThrow('fetch failed');
  expect(seen).toEqual([]);
});

test('cuts a connection after the request was carried out', async () => {
  proxy.fail(() => ({ kind: 'lose-answer' }));

  await expect(put()).rejects.toThrow('fetch failed');
  expect(seen).toHaveLength(1);
});
