import { LogexError } from '@logex/log-schema';

/** A repository that ECR does not have. */
export function repositoryUnknown(name: string, known: readonly string[]): LogexError {
  return new LogexError({
    code: 'deployer/repository-unknown',
    kind: 'usage',
    message: `looking for the repository ${name}: the registry of this account and region has no such repository; of this project it has ${known.length === 0 ? 'none' : known.join(', ')}`,
    hint: "'logex-deployer ecr-list' shows the repositories; 'logex-deployer apply' of the phase infra makes them",
  });
}

/** No folder of images, or one without readable versions. */
export function imagesFolderUnreadable(folder: string, why: string, cause?: unknown): LogexError {
  return new LogexError({
    code: 'deployer/images-folder-unreadable',
    kind: 'usage',
    message: `reading versions.json in ${folder}: ${why}; expected is the folder images of LogEx's sources, with Dockerfiles and references of images`,
    hint: 'run the command in a checkout of LogEx, or name its folder with --images-folder',
    cause,
  });
}

/** A base image whose digest nobody has looked up. */
export function baseUnknown(argument: string, reference: string): LogexError {
  return new LogexError({
    code: 'deployer/base-unknown',
    kind: 'outside',
    message: `reading the base images: the digest of ${reference} (${argument}) is not known; a tag can be moved, so nothing is built from one`,
    hint: `'logex-deployer mirror --resolve' looks it up and writes it into versions.json, or give --base ${argument}=<reference>@sha256:…`,
  });
}

/** A base image of the user's without a digest. */
export function baseNotPinned(text: string): LogexError {
  return new LogexError({
    code: 'deployer/base-not-pinned',
    kind: 'usage',
    message: `reading --base: '${text}' is not ARGUMENT=reference@sha256:… with 64 hexadecimal digits; a tag can be moved`,
    hint: 'write the argument of the Dockerfile, an equals sign, and the image by its digest',
  });
}

/** A Dockerfile wants what `versions.json` does not have. */
export function argumentUnknown(name: string, known: readonly string[]): LogexError {
  return new LogexError({
    code: 'deployer/argument-unknown',
    kind: 'usage',
    message: `reading the base images: a Dockerfile takes ${name}, and versions.json has ${known.join(', ')}`,
    hint: `add ${name} to images in versions.json, or give --base ${name}=<reference>@sha256:…`,
  });
}

/** What was pushed is not in the registry. */
export function pushNotFound(reference: string): LogexError {
  return new LogexError({
    code: 'deployer/push-not-found',
    kind: 'outside',
    retry: true,
    message: `looking for ${reference} after its push: ECR has no image of that tag`,
    hint: "look at the region and the account that the tool is signed in to ('logex-deployer ecr-login'), and run the same command again",
  });
}

/** An image that its registry does not have. */
export function imageNotThere(reference: string): LogexError {
  return new LogexError({
    code: 'deployer/image-not-there',
    kind: 'outside',
    message: `looking for ${reference}: its registry has no such image`,
    hint: 'look at the reference in versions.json; a digest that was withdrawn is looked up anew by --resolve after it is set to null',
  });
}

/** Public images whose digest nobody has looked up. */
export function digestsUnknown(images: readonly string[]): LogexError {
  return new LogexError({
    code: 'deployer/digests-unknown',
    kind: 'usage',
    message: `reading versions.json: there is no digest of ${images.join(', ')}; an image is copied by digest alone, for a tag can be moved`,
    hint: "run 'logex-deployer mirror --resolve' where the registries can be reached; it writes the digests into versions.json",
  });
}

/** A name that is no public image. */
export function mirroredUnknown(name: string, known: readonly string[]): LogexError {
  return new LogexError({
    code: 'deployer/mirrored-unknown',
    kind: 'usage',
    message: `reading --only: '${name}' is no public image of versions.json; it has ${known.length === 0 ? 'none' : known.join(', ')}`,
    hint: 'name one of those, or leave --only out for all of them',
  });
}
