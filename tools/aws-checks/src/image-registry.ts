import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokenIssuer, tokenServer } from './token-server.ts';
import { accepts, freePort, startServer, temporaryFolder } from '@logex/testing';

/** A registry of images with TLS, on loopback. */
export interface ImageRegistry {
  /** `127.0.0.1:<port>`. */
  readonly host: string;
  /** Folder that it keeps blobs and manifests in. */
  readonly storage: string;
  /** What makes Node and Go programs trust its certificate. */
  readonly env: { readonly NODE_EXTRA_CA_CERTS: string; readonly SSL_CERT_FILE: string };
}

/** Name and hash of the password that moto gives for ECR. */
const motoAccount = 'AWS:$2b$04$fy080JZGy946Wp6HIdxzQ.nCRF6a0gUE3N5izU0BPvH3bv2r1li22';

let made: { readonly key: string; readonly certificate: string } | undefined;

/** Whom a registry lets in. */
export interface ImageRegistryOptions {
  /** `ecr`: moto's account by name and password. `tokens`: anybody who fetches a token first, as public registries want it. */
  readonly access: 'ecr' | 'tokens';
}

/** A new, empty registry (Debian's docker-registry), stopped after the last test of the file. */
export async function imageRegistry({ access }: ImageRegistryOptions): Promise<ImageRegistry> {
  const folder = temporaryFolder();
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const [storage, users, settings] = [join(folder, 'storage'), join(folder, 'users'), join(folder, 'registry.json')];
  made ??= makeCertificate(temporaryFolder());
  mkdirSync(storage);
  writeFileSync(users, `${motoAccount}\n`);
  // JSON is YAML.
  writeFileSync(
    settings,
    JSON.stringify({
      version: '0.1',
      log: { level: 'warn' },
      storage: { filesystem: { rootdirectory: storage } },
      http: { addr: host, tls: made },
      auth: access === 'ecr' ? { htpasswd: { realm: 'ecr', path: users } } : { token: { ...tokenIssuer, realm: await tokenServer(made), rootcertbundle: made.certificate } },
    }),
  );
  await startServer({ command: 'docker-registry', args: ['serve', settings], ready: () => accepts(port) });
  return { host, storage, env: { NODE_EXTRA_CA_CERTS: made.certificate, SSL_CERT_FILE: made.certificate } };
}

function makeCertificate(folder: string): { readonly key: string; readonly certificate: string } {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=registry', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', [...request, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  return { key, certificate };
}
