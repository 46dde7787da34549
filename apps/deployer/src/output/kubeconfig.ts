import { isMap, parseDocument } from 'yaml';
import { kubeconfigUnreadable } from '../errors.ts';

/** The cluster that a kubeconfig is to reach. */
export interface ClusterAccess {
  readonly name: string;
  readonly region: string;
  readonly endpoint: string;
  /** PEM certificate in base64. */
  readonly certificateAuthority: string;
}

/**
 * The kubeconfig `existing` (empty for a new one) with the cluster in it, as the current context; other entries and
 * comments stay. Tokens come from `aws eks get-token`: the file holds no secret.
 *
 * @throws LogexError `deployer/kubeconfig-unreadable`.
 */
export function mergeKubeconfig(existing: string, cluster: ClusterAccess, path: string): string {
  const document = parseDocument(existing.trim() === '' ? 'apiVersion: v1\nkind: Config\n' : existing);
  const [error] = document.errors;
  if (error !== undefined) throw kubeconfigUnreadable(path, error.message, error);
  if (!isMap(document.contents)) throw kubeconfigUnreadable(path, 'it is no mapping');
  for (const [section, entry] of Object.entries(entries(cluster))) {
    const others = ((document.toJS() as Record<string, unknown>)[section] ?? []) as readonly { readonly name: string }[];
    if (!Array.isArray(others)) throw kubeconfigUnreadable(path, `its ${section} are no list`);
    document.set(section, document.createNode([...others.filter(({ name }) => name !== entry.name), entry]));
  }
  document.set('current-context', cluster.name);
  return document.toString();
}

type NamedEntry = { readonly name: string } & Readonly<Record<string, unknown>>;

function entries({ name, region, endpoint, certificateAuthority }: ClusterAccess): Readonly<Record<string, NamedEntry>> {
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1beta1',
    command: 'aws',
    args: ['--region', region, 'eks', 'get-token', '--cluster-name', name, '--output', 'json'],
    interactiveMode: 'IfAvailable',
  };
  return {
    clusters: { name, cluster: { server: endpoint, 'certificate-authority-data': certificateAuthority } },
    users: { name, user: { exec } },
    contexts: { name, context: { cluster: name, user: name } },
  };
}
