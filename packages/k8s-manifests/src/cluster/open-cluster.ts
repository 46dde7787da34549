import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { contextUnknown, kubeconfigUnreadable } from '../errors.ts';
import { objectName, type KubeObject } from '../object/kube-object.ts';
import { isMissing } from './api-fault.ts';
import { keyOf, type LiveObject, type ObjectKey } from './live-object.ts';
import { ObjectApi, type ListSelection } from './object-api.ts';
import { patient } from './patient.ts';

/** Which cluster is opened, and how. */
export interface ClusterOptions {
  /** Kubeconfig file. @default the files of KUBECONFIG, else `.kube/config` in the home folder */
  readonly kubeconfig?: string;
  /** Context of the kubeconfig. @default its current one */
  readonly context?: string;
  /** Where KUBECONFIG and HOME are looked up. @default the environment of this process */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Seconds that a request is repeated while the API server cannot be reached or is busy. @default 60 */
  readonly patienceSeconds?: number;
  /** Told before a request is repeated. @default nobody */
  readonly onRetry?: (message: string) => void;
}

/** How an object is applied. */
export interface ApplyOptions {
  /** Only ask what would come of it. @default false */
  readonly dryRun?: boolean;
  /** Take fields that somebody else wrote. @default false */
  readonly force?: boolean;
}

/**
 * An API server. Requests are repeated while it cannot be reached or is busy; what fails for good is a LogexError:
 * `k8s/cluster-unreachable`, `k8s/cluster-busy`, `k8s/not-signed-in`, `k8s/not-allowed`, `k8s/object-refused`,
 * `k8s/kind-unknown` (outside), `k8s/field-conflict` (usage).
 */
export interface Cluster {
  readonly context: string;
  /** Address of the API server. */
  readonly server: string;
  /** For the parts of the client that have no form here: logs, port forwarding, watches. */
  readonly kubeConfig: KubeConfig;
  /** Git version of the API server, such as `v1.33.1`. */
  readonly version: () => Promise<string>;
  /** Whether it has a kind. */
  readonly knows: (apiVersion: string, kind: string) => Promise<boolean>;
  /** An object; undefined where there is none, or no such kind. */
  readonly read: (key: ObjectKey) => Promise<LiveObject | undefined>;
  /** Objects of a kind, page by page; none where there is no such kind. */
  readonly list: (apiVersion: string, kind: string, selection?: ListSelection) => Promise<readonly LiveObject[]>;
  /** Server-side apply in the name of `logex`. */
  readonly apply: (object: KubeObject, options?: ApplyOptions) => Promise<LiveObject>;
  /** Makes an object that nobody applies later, such as one run of a job; `generateName` is not repeated after a lost answer. */
  readonly create: (object: KubeObject) => Promise<LiveObject>;
  /** Asks for an object to go, by its `uid` where it has one; false where it is not there. */
  readonly remove: (object: ObjectKey & { readonly metadata?: { readonly uid?: string } }, options?: { readonly dryRun?: boolean }) => Promise<boolean>;
}

/**
 * Opens the cluster of a context; the API server is asked for its version, so that a wrong address is told at once.
 *
 * @throws LogexError `k8s/kubeconfig-unreadable`, `k8s/context-unknown` (usage), and those of {@link Cluster}.
 */
export async function openCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const kubeConfig = loadKubeconfig(options);
  const cluster = clusterOf(kubeConfig, options);
  await clusterOf(kubeConfig, { ...options, patienceSeconds: Math.min(options.patienceSeconds ?? 60, 5) }).version();
  return cluster;
}

function loadKubeconfig({ kubeconfig, context, environment = process.env }: ClusterOptions): KubeConfig {
  const home = join(environment['HOME'] ?? homedir(), '.kube', 'config');
  const named = environment['KUBECONFIG']?.split(delimiter).filter((path) => path !== '') ?? [];
  const files = kubeconfig === undefined ? (named.length === 0 ? [home] : named) : [kubeconfig];
  const [first] = files.filter((path) => existsSync(path));
  if (first === undefined) throw kubeconfigUnreadable(files.join(', '), 'there is no such file');
  const merged = new KubeConfig();
  for (const path of files.filter((file) => existsSync(file))) {
    try {
      if (path === first) merged.loadFromFile(path);
      else {
        const next = new KubeConfig();
        next.loadFromFile(path);
        merged.mergeConfig(next, true);
      }
    } catch (error) {
      throw kubeconfigUnreadable(path, error instanceof Error ? error.message : String(error), error);
    }
  }
  if (context !== undefined) merged.setCurrentContext(context);
  const current = merged.getCurrentContext();
  if (merged.getCurrentCluster() === null) throw contextUnknown(current, merged.getContexts().map(({ name }) => name));
  return merged;
}

function clusterOf(kubeConfig: KubeConfig, { patienceSeconds = 60, onRetry = () => undefined }: ClusterOptions): Cluster {
  const api = kubeConfig.makeApiClient(ObjectApi);
  const context = kubeConfig.getCurrentContext();
  const server = kubeConfig.getCurrentCluster()?.server ?? '';
  const ask = <Answer>(act: string, request: () => Promise<Answer>): Promise<Answer> => patient({ act, context, server }, { seconds: patienceSeconds, onRetry }, request);
  const orMissing = <Answer, Otherwise>(answer: Promise<Answer>, otherwise: Otherwise): Promise<Answer | Otherwise> =>
    answer.catch((error: unknown) => {
      if (isMissing(error)) return otherwise;
      throw error;
    });
  return {
    context,
    server,
    kubeConfig,
    version: async () => (await ask('asking the API server for its version', () => api.readPath<{ readonly gitVersion: string }>('/version'))).gitVersion,
    knows: (apiVersion, kind) => ask(`looking for the kind ${kind} of ${apiVersion}`, () => api.hasKind(apiVersion, kind)),
    read: (key) => orMissing(ask(`reading ${objectName(key as KubeObject)}`, () => api.readObject(keyOf(key))), undefined),
    list: (apiVersion, kind, selection = {}) => orMissing(ask(`listing ${kind}`, () => allPages(api, apiVersion, kind, selection)), []),
    apply: (object, { dryRun = false, force = false } = {}) => ask(`applying ${objectName(object)}`, () => api.applyObject(object, { dryRun, force })),
    create: (object) => ask(`making ${objectName(object)}`, () => api.createObject(object)),
    remove: (object, { dryRun = false } = {}) =>
      orMissing(ask(`removing ${objectName(object as KubeObject)}`, async () => api.removeObject(keyOf(object), object.metadata?.uid, dryRun).then(() => true)), false),
  };
}

async function allPages(api: ObjectApi, apiVersion: string, kind: string, selection: ListSelection): Promise<readonly LiveObject[]> {
  const items: LiveObject[] = [];
  let next = '';
  do {
    const page = await api.listPage(apiVersion, kind, selection, next);
    items.push(...page.items);
    next = page.next;
  } while (next !== '');
  return items;
}
