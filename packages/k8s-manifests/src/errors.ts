import { LogexError } from '@logex/log-schema';

const list = (values: readonly string[]): string => (values.length === 0 ? 'none' : values.join(', '));

/** An image that stands in no lock list. */
export function imageNotLocked(image: string, known: readonly string[]): LogexError {
  return new LogexError({
    code: 'k8s/image-not-locked',
    kind: 'usage',
    message: `choosing an image: '${image}' is not in the lock list; it has ${list(known)}`,
    hint: 'mirror the image into the registry of the project and add it to the lock list',
  });
}

/** An image whose digest nobody has written down yet. */
export function digestUnknown(image: string, repository: string): LogexError {
  return new LogexError({
    code: 'k8s/digest-unknown',
    kind: 'usage',
    message: `choosing an image: the digest of '${image}' in ${repository} is not known; images run by digest alone`,
    hint: 'build or mirror the image, which writes its digest to the lock list; a dry run goes on with a placeholder',
  });
}

/** A digest that is none. */
export function digestNotAllowed(image: string, seen: string): LogexError {
  return new LogexError({
    code: 'k8s/digest-not-allowed',
    kind: 'usage',
    message: `reading the lock list: the digest of '${image}' is '${seen}'; allowed is sha256: and 64 hexadecimal digits`,
    hint: 'copy the digest from the registry; a tag is no digest',
  });
}

/** A plan with a hole that nothing fills. */
export function holeUnknown(file: string, hole: string, known: readonly string[]): LogexError {
  return new LogexError({
    code: 'k8s/hole-unknown',
    kind: 'usage',
    message: `filling the plan ${file}: nothing fills \${${hole}}; known are ${list(known)}`,
    hint: 'compile the plans with the version of the jobs that belongs to this release',
  });
}

/** Plans that no ConfigMap can hold. */
export function plansTooLarge(job: string, bytes: number, most: number): LogexError {
  return new LogexError({
    code: 'k8s/plans-too-large',
    kind: 'usage',
    message: `mounting the plans of ${job}: they have ${bytes} bytes; a ConfigMap holds ${most} at most`,
    hint: 'drop aggregates, or split the job',
  });
}

/** A number outside its bounds. */
export function numberNotAllowed(setting: string, seen: number, allowed: string, why: string): LogexError {
  return new LogexError({
    code: 'k8s/number-not-allowed',
    kind: 'usage',
    message: `checking ${setting}: ${seen} is not allowed; it takes ${allowed}`,
    hint: why,
  });
}

/** A chart whose archive nobody has checked. */
export function chartDigestUnknown(chart: string, version: string): LogexError {
  return new LogexError({
    code: 'k8s/chart-digest-unknown',
    kind: 'usage',
    message: `choosing the chart ${chart}: the digest of version ${version} is not known; charts are used by version and digest`,
    hint: `pull it once, look at it, and write the SHA-256 of its archive to the chart sources; a dry run goes on without`,
  });
}

/** A kind that no stage of an apply takes. */
export function kindUnplaced(apiVersion: string, kind: string, name: string): LogexError {
  return new LogexError({
    code: 'k8s/kind-unplaced',
    kind: 'bug',
    message: `ordering objects: ${kind} ${name} of ${apiVersion} belongs to no stage`,
    hint: 'add the kind to the list of stages',
  });
}

/** A kubeconfig that is missing or cannot be read. */
export function kubeconfigUnreadable(path: string, why: string, cause?: unknown): LogexError {
  return new LogexError({
    code: 'k8s/kubeconfig-unreadable',
    kind: 'usage',
    message: `reading the kubeconfig ${path}: ${why}`,
    hint: "name one with --kubeconfig or KUBECONFIG, or let 'logex-deployer kubeconfig' write it",
    cause,
  });
}

/** A context that the kubeconfig does not have. */
export function contextUnknown(context: string, known: readonly string[]): LogexError {
  return new LogexError({
    code: 'k8s/context-unknown',
    kind: 'usage',
    message: `choosing a cluster: ${context === '' ? 'the kubeconfig has no current context' : `'${context}' is no context of the kubeconfig`}; it has ${list(known)}`,
    hint: "name one with --context, or let 'logex-deployer kubeconfig' add the cluster",
  });
}

/** An API server that does not answer. */
export function clusterUnreachable(act: string, server: string, why: string, cause: unknown): LogexError {
  return new LogexError({
    code: 'k8s/cluster-unreachable',
    kind: 'outside',
    message: `${act}: ${server} does not answer (${why})`,
    hint: 'see that the cluster runs and that this machine may reach its endpoint: a private one is reached from its network only',
    retry: true,
    cause,
  });
}

const longestAnswer = 300;

/** An API server that is throttled, overloaded, or waits for something that does not answer. */
export function clusterBusy(act: string, status: number, why: string, cause: unknown): LogexError {
  const webhook = why.includes('failed calling webhook');
  const told = why.length > longestAnswer ? `${why.slice(0, longestAnswer)}…` : why;
  return new LogexError({
    code: 'k8s/cluster-busy',
    kind: 'outside',
    message: `${act}: the API server answers ${status} (${told})`,
    hint: webhook ? 'the operator that this webhook belongs to does not run; see its pods' : 'wait a while, and run the same command again: it goes on where it stopped',
    retry: true,
    cause,
  });
}

/** Credentials that the API server does not take, or that cannot be had. */
export function notSignedIn(context: string, server: string, why: string, cause: unknown): LogexError {
  return new LogexError({
    code: 'k8s/not-signed-in',
    kind: 'outside',
    message: `signing in to ${server} by the context '${context}': ${why}`,
    hint: 'see that the program that the kubeconfig names for credentials is there, and that you are signed in to the account',
    cause,
  });
}

/** An act that the API server forbids. */
export function notAllowed(act: string, why: string, cause: unknown): LogexError {
  const missing = /cannot \w+ resource/u.test(why);
  return new LogexError({
    code: 'k8s/not-allowed',
    kind: 'outside',
    message: `${act}: ${why}`,
    hint: missing ? 'sign in as somebody who may, or let an administrator grant it' : 'a rule of the cluster stands against the object; see what it asks for',
    cause,
  });
}

/** An object that the API server does not take. */
export function objectRefused(act: string, why: string, cause: unknown): LogexError {
  const immutable = /immutable|forbidden: updates to/iu.test(why);
  return new LogexError({
    code: 'k8s/object-refused',
    kind: 'outside',
    message: `${act}: the API server refuses it: ${why}`,
    hint: immutable ? 'this cannot be changed in place: remove the object, and apply again' : 'the version of the cluster, or of an operator, may be another one than these objects are for',
    cause,
  });
}

/** An object that is not there. */
export function objectGone(act: string, why: string, cause: unknown): LogexError {
  return new LogexError({ code: 'k8s/object-gone', kind: 'outside', message: `${act}: ${why}`, hint: 'somebody took it away meanwhile; run the same command again', cause });
}

/** A kind that the API server does not have. */
export function kindUnknown(act: string, why: string): LogexError {
  return new LogexError({ code: 'k8s/kind-unknown', kind: 'outside', message: `${act}: ${why}`, hint: 'the operator whose chart defines it is not there; see which charts were rendered' });
}

/** A field of an object, and who wrote it. */
export interface FieldOwner {
  readonly field: string;
  readonly owner: string;
  /** What is there and what would be there, where that may be told. */
  readonly values?: string;
}

/** Fields that somebody else wrote, so that an apply would take them from him. */
export class FieldConflict extends LogexError {
  readonly owners: readonly FieldOwner[];

  constructor(act: string, owners: readonly FieldOwner[]) {
    super({
      code: 'k8s/field-conflict',
      kind: 'usage',
      message: `${act}: ${owners.map(({ field, owner, values }) => `${field} belongs to '${owner}'${values === undefined ? '' : ` (${values})`}`).join('; ')}`,
      hint: 'let the other writer give the field up, or take it with --force-conflicts',
    });
    this.owners = owners;
  }
}

/** Fields that belong to somebody else. */
export function fieldConflict(act: string, owners: readonly FieldOwner[]): FieldConflict {
  return new FieldConflict(act, owners);
}

/** Fields that the API server did not keep. */
export function fieldsDropped(object: string, fields: readonly string[]): LogexError {
  return new LogexError({
    code: 'k8s/fields-dropped',
    kind: 'bug',
    message: `applying ${object}: the API server took it without ${list(fields)}`,
    hint: 'the version of the cluster, or of a definition, does not have these fields',
  });
}

/** Objects that did not become ready in time. */
export function notReady(stage: string, seconds: number, waiting: readonly string[], because = ''): LogexError {
  return new LogexError({
    code: 'k8s/not-ready',
    kind: 'outside',
    message: `waiting for the stage '${stage}': after ${seconds} s ${waiting.length} of its objects ${waiting.length === 1 ? 'is' : 'are'} not ready${because === '' ? '' : `, and ${because}`}: ${waiting.join('; ')}`,
    hint: 'mend what is said, and run the same command again: it goes on where it stopped; --timeout waits longer, --no-wait not at all',
    retry: true,
  });
}

/** An object that will not become ready by waiting. */
export function readinessFailed(stage: string, failed: readonly string[]): LogexError {
  return new LogexError({
    code: 'k8s/readiness-failed',
    kind: 'outside',
    message: `waiting for the stage '${stage}': ${failed.join('; ')}`,
    hint: 'mend what is said, and run the same command again: it goes on where it stopped',
  });
}

/** Objects that do not go. */
export function notGone(seconds: number, waiting: readonly string[]): LogexError {
  return new LogexError({
    code: 'k8s/not-gone',
    kind: 'outside',
    message: `removing objects: after ${seconds} s ${waiting.length} ${waiting.length === 1 ? 'is' : 'are'} still there: ${waiting.join('; ')}`,
    hint: 'what a finalizer belongs to has to run until the object is gone; run the same command again: it goes on where it stopped',
    retry: true,
  });
}
