import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCredentials, writeKubeconfig, type AccountContext, type Credentials } from './credentials.ts';
import { accepts, freePorts, startPart, type Part } from './part.ts';

/** A Kubernetes control plane without nodes: API server with RBAC, controllers, scheduler, etcd. */
export interface ControlPlane {
  /** File with the contexts `logex-test` (may do everything, and is current) and `logex-nobody` (may do nothing). */
  readonly kubeconfig: string;
  /** `https://127.0.0.1:<port>`. */
  readonly server: string;
  /** File with the certificate of the API server. */
  readonly certificate: string;
  readonly tokens: Readonly<Record<AccountContext, string>>;
  /** Stops all parts and removes their files. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a control plane on free loopback ports and waits until it works, about ten seconds.
 *
 * @throws Error with the end of a part's output, where it ends, or is not ready within two minutes.
 */
export async function startControlPlane(program: string): Promise<ControlPlane> {
  const folder = mkdtempSync(join(tmpdir(), 'logex-cluster-'));
  const parts: Part[] = [];
  const stop = async (): Promise<void> => {
    for (const part of parts.toReversed()) await part.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await startParts(program, folder, parts)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startParts(program: string, folder: string, parts: Part[]): Promise<Omit<ControlPlane, 'stop'>> {
  const start = (name: string, flags: Readonly<Record<string, string>>): void => void parts.push(startPart(program, name, flags));
  const [client = 0, peer = 0, secure = 0] = await freePorts(3);
  const credentials = writeCredentials(folder);
  const store = `http://127.0.0.1:${client}`;
  const server = `https://127.0.0.1:${secure}`;
  const certificates = join(folder, 'certificates');
  mkdirSync(certificates);
  const certificate = join(certificates, 'apiserver.crt');
  const kubeconfig = join(folder, 'kubeconfig');
  start('etcd', etcdFlags(folder, store, `http://127.0.0.1:${peer}`));
  await until('etcd', parts, () => accepts(client));
  start('kube-apiserver', apiServerFlags(store, secure, certificates, credentials));
  await until('the API server', parts, async () => existsSync(certificate) && (await answers(`${server}/readyz`, certificate, credentials)));
  writeKubeconfig(kubeconfig, server, certificate, credentials);
  const ofPart = (name: AccountContext): Readonly<Record<string, string>> => {
    const path = join(folder, `${name}.kubeconfig`);
    writeKubeconfig(path, server, certificate, credentials, name);
    return { kubeconfig: path, 'leader-elect': 'false', 'secure-port': '0', 'kube-api-qps': '200', 'kube-api-burst': '400' };
  };
  start('kube-controller-manager', { ...ofPart('controllers'), 'service-account-private-key-file': credentials.accountKeyFile, 'root-ca-file': certificate });
  start('kube-scheduler', ofPart('scheduler'));
  await until('the default service account', parts, () => answers(`${server}/api/v1/namespaces/default/serviceaccounts/default`, certificate, credentials));
  return { kubeconfig, server, certificate, tokens: credentials.tokens };
}

function etcdFlags(folder: string, client: string, peer: string): Readonly<Record<string, string>> {
  return {
    name: 'test',
    'data-dir': join(folder, 'etcd'),
    'listen-client-urls': client,
    'advertise-client-urls': client,
    'listen-peer-urls': peer,
    'initial-advertise-peer-urls': peer,
    'initial-cluster': `test=${peer}`,
    'unsafe-no-fsync': 'true',
    'log-level': 'error',
  };
}

function apiServerFlags(store: string, port: number, certificates: string, { tokenFile, accountKeyFile }: Credentials): Readonly<Record<string, string>> {
  return {
    'etcd-servers': store,
    'bind-address': '127.0.0.1',
    'advertise-address': '127.0.0.1',
    // Endpoints of the API server may not be loopback addresses, and nobody here needs them.
    'endpoint-reconciler-type': 'none',
    'secure-port': String(port),
    'cert-dir': certificates,
    'token-auth-file': tokenFile,
    'authorization-mode': 'RBAC',
    'service-account-key-file': accountKeyFile,
    'service-account-signing-key-file': accountKeyFile,
    'service-account-issuer': 'https://kubernetes.default.svc',
    // A webhook that is called is looked for on this machine and nowhere else.
    'service-cluster-ip-range': '127.96.0.0/16',
    profiling: 'false',
  };
}

async function until(what: string, parts: readonly Part[], ready: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 120_000; !(await ready()); await new Promise((resolve) => setTimeout(resolve, 100))) {
    const ended = parts.find((part) => !part.runs());
    if (ended !== undefined || Date.now() > deadline) throw new Error(`starting a control plane: ${what} did not come up:\n${(ended ?? parts.at(-1))?.log() ?? ''}`);
  }
}

function answers(url: string, certificate: string, { tokens }: Credentials): Promise<boolean> {
  return new Promise((resolve) => {
    request(url, { ca: readFileSync(certificate), headers: { authorization: `Bearer ${tokens['logex-test']}` }, timeout: 5000 }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    })
      .on('error', () => resolve(false))
      .end();
  });
}
