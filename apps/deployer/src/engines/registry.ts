import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { digestMismatch, registryFailed, registryRefused } from './errors.ts';
import { registryAuthorization, type RegistryAccount } from './registry-authorization.ts';

/** A manifest as the registry keeps it: its digest is that of these bytes. */
export interface Manifest {
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** An image registry, by the API of the OCI distribution specification. Each call rejects with a LogexError of kind `outside`. */
export interface Registry {
  readonly host: string;
  /** The manifest behind a tag or a digest, checked by its digest; undefined where there is none. */
  readonly manifest: (repository: string, reference: string) => Promise<Manifest | undefined>;
  /** Puts a manifest under a tag or its digest. */
  readonly putManifest: (repository: string, reference: string, manifest: Manifest) => Promise<void>;
  readonly hasBlob: (repository: string, digest: string) => Promise<boolean>;
  /** Copies a blob here from another registry, checked by its digest on the way. */
  readonly copyBlob: (repository: string, digest: string, from: Registry, fromRepository: string) => Promise<void>;
  /** The answer to a request below `/v2/<repository>/`, or to a whole address; refusals are thrown, but for 404. */
  readonly ask: (repository: string, path: string, init?: RegistryRequest) => Promise<Response>;
}

/** A request; `stream` may be sent once, so it is not repeated. */
export interface RegistryRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  readonly stream?: ReadableStream<Uint8Array>;
  /** Whether a redirection is an answer, in place of the way to one. @default false */
  readonly keepRedirection?: boolean;
}

const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

const tries = 4;

/** The registry at `host`, by TLS; without an account as anybody. */
export function registryAt(host: string, account?: RegistryAccount): Registry {
  const authorization = registryAuthorization(account);
  const ask: Registry['ask'] = async (repository, path, init = {}) => {
    const url = new URL(path, `https://${host}/v2/${repository}/`);
    for (let attempt = 1; ; attempt += 1) {
      const answer = await send(url, init, authorization.header(repository)).catch((error: unknown) => registryFailed(host, error));
      const last = attempt === tries || init.stream !== undefined;
      if (answer instanceof Response) {
        if (answer.ok || answer.status === 404 || (answer.status >= 300 && answer.status < 400)) return answer;
        const text = (await answer.text()).slice(0, 500);
        const challenge = answer.headers.get('www-authenticate');
        if (answer.status === 401 && challenge !== null && !last && (await authorization.answer(repository, challenge))) continue;
        if (last || (answer.status < 500 && answer.status !== 429)) throw registryRefused(host, `${init.method ?? 'GET'} ${url.pathname}`, answer.status, text);
      } else if (last) {
        throw answer;
      }
      await wait(500 * 2 ** attempt);
    }
  };
  const registry: Registry = {
    host,
    ask,
    manifest: async (repository, reference) => {
      const answer = await ask(repository, `manifests/${reference}`, { headers: { accept: manifestTypes } });
      if (answer.status === 404) return undefined;
      const bytes = Buffer.from(await answer.arrayBuffer());
      const digest = sha256(bytes);
      const expected = reference.startsWith('sha256:') ? reference : (answer.headers.get('docker-content-digest') ?? digest);
      if (digest !== expected) throw digestMismatch(`${host}/${repository}`, expected, digest);
      return { digest, bytes, mediaType: answer.headers.get('content-type')?.split(';')[0] ?? '' };
    },
    putManifest: async (repository, reference, { bytes, mediaType }) => {
      await found(registry, await ask(repository, `manifests/${reference}`, { method: 'PUT', headers: { 'content-type': mediaType }, body: bytes }));
    },
    // A registry may send to where the blob is, with an address that is good for reading alone.
    hasBlob: async (repository, digest) => (await ask(repository, `blobs/${digest}`, { method: 'HEAD', keepRedirection: true })).status < 400,
    copyBlob: (repository, digest, from, fromRepository) => copyBlob({ registry, repository, digest, from, fromRepository }),
  };
  return registry;
}

interface BlobCopy {
  readonly registry: Registry;
  readonly repository: string;
  readonly digest: string;
  readonly from: Registry;
  readonly fromRepository: string;
}

async function copyBlob({ registry, repository, digest, from, fromRepository }: BlobCopy): Promise<void> {
  const source = await found(from, await from.ask(fromRepository, `blobs/${digest}`));
  const begun = await found(registry, await registry.ask(repository, 'blobs/uploads/', { method: 'POST' }));
  const hash = createHash('sha256');
  const checked = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      hash.update(chunk);
      controller.enqueue(chunk);
    },
  });
  const stream = (source.body ?? new Blob([]).stream()).pipeThrough(checked);
  const sent = await found(registry, await registry.ask(repository, location(begun), { method: 'PATCH', headers: { 'content-type': 'application/octet-stream' }, stream }));
  const seen = `sha256:${hash.digest('hex')}`;
  if (seen !== digest) throw digestMismatch(`${from.host}/${fromRepository}`, digest, seen);
  const end = new URL(location(sent), `https://${registry.host}`);
  end.searchParams.set('digest', digest);
  await found(registry, await registry.ask(repository, end.href, { method: 'PUT' }));
}

const location = (answer: Response): string => answer.headers.get('location') ?? '';

async function found({ host }: Registry, answer: Response): Promise<Response> {
  if (answer.ok) return answer;
  throw registryRefused(host, new URL(answer.url).pathname, answer.status, (await answer.text()).slice(0, 500));
}

function send(url: URL, { method = 'GET', headers = {}, body, stream, keepRedirection = false }: RegistryRequest, authorization: string | undefined): Promise<Response> {
  return fetch(url, {
    method,
    redirect: keepRedirection ? 'manual' : 'follow',
    headers: { ...headers, ...(authorization === undefined ? {} : { authorization }) },
    ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    ...(stream === undefined ? {} : { body: stream, duplex: 'half' }),
  });
}

const sha256 = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
