import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Who may sign in, by the name of the context. */
const accounts = {
  'logex-test': { user: 'admin', groups: 'system:masters' },
  // Nobody has granted it anything.
  'logex-nobody': { user: 'nobody', groups: 'logex:nobodies' },
  // All controllers sign in by one account here, and together they do everything.
  controllers: { user: 'system:kube-controller-manager', groups: 'system:masters' },
  scheduler: { user: 'system:kube-scheduler', groups: '' },
} as const;

/** Name of a context of a test cluster. */
export type AccountContext = keyof typeof accounts;

/** Files that the parts of a control plane are started with. */
export interface Credentials {
  /** Static tokens of the API server. */
  readonly tokenFile: string;
  /** Key that tokens of service accounts are signed with. */
  readonly accountKeyFile: string;
  readonly tokens: Readonly<Record<AccountContext, string>>;
}

/** Writes fresh tokens and keys into a folder. */
export function writeCredentials(folder: string): Credentials {
  const names = Object.keys(accounts) as AccountContext[];
  const tokens = Object.fromEntries(names.map((name) => [name, randomBytes(24).toString('hex')])) as Record<AccountContext, string>;
  const tokenFile = join(folder, 'tokens.csv');
  writeFileSync(tokenFile, names.map((name) => `${tokens[name]},${accounts[name].user},${name},"${accounts[name].groups}"\n`).join(''), { mode: 0o600 });
  const accountKeyFile = join(folder, 'accounts.key');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
  writeFileSync(accountKeyFile, privateKey, { mode: 0o600 });
  return { tokenFile, accountKeyFile, tokens };
}

/** Writes a kubeconfig with a context for each account; `logex-test`, or the one that is named, is current. */
export function writeKubeconfig(path: string, server: string, certificate: string, { tokens }: Pick<Credentials, 'tokens'>, current: AccountContext = 'logex-test'): void {
  const names = Object.keys(tokens) as AccountContext[];
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': current,
    clusters: [{ name: 'logex', cluster: { server, ...(server.startsWith('https:') ? { 'certificate-authority': certificate } : { 'insecure-skip-tls-verify': true }) } }],
    users: names.map((name) => ({ name, user: { token: tokens[name] } })),
    contexts: names.map((name) => ({ name, context: { cluster: 'logex', user: name } })),
  };
  writeFileSync(path, JSON.stringify(config, undefined, 2), { mode: 0o600 });
}
