import { randomUUID, sign, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

/** Names that a registry and its token server know each other by. */
export const tokenIssuer = { issuer: 'tokens', service: 'registry' } as const;

const running: Server[] = [];
afterAll(() => {
  for (const server of running) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server that gives anybody a token for what is asked, as those of public registries do; stopped after the last test of the file. Gives its address. */
export async function tokenServer({ key, certificate }: { readonly key: string; readonly certificate: string }): Promise<string> {
  const [privateKey, chain] = [readFileSync(key, 'utf8'), readFileSync(certificate, 'utf8')];
  const header = { alg: 'ES256', typ: 'JWT', x5c: [new X509Certificate(chain).raw.toString('base64')] };
  const server = createServer({ key: privateKey, cert: chain }, (request, response) => {
    const scopes = new URL(request.url ?? '', 'https://tokens').searchParams.getAll('scope');
    const access = scopes.flatMap((scope) => {
      const [, type, name, actions = ''] = /^([a-z]+):(.+):([a-z,*]+)$/u.exec(scope) ?? [];
      return name === undefined ? [] : [{ type, name, actions: actions.split(',') }];
    });
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: tokenIssuer.issuer, aud: tokenIssuer.service, sub: '', jti: randomUUID(), nbf: now - 5, iat: now, exp: now + 300, access };
    const text = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ token: `${text}.${signature}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push(server);
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
}
