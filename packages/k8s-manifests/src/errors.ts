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
