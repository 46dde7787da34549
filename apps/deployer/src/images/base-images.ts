import { placeholderDigest } from '@logex/k8s-manifests';
import { argumentUnknown, baseNotPinned, baseUnknown } from './errors.ts';
import type { PublicImage } from './image-versions.ts';

/** Base images of a build, by argument, each with a digest. */
export interface BaseImages {
  readonly references: Readonly<Record<string, string>>;
  /** Arguments whose digest is a placeholder. */
  readonly placeholders: readonly string[];
}

/** Where base images come from. */
export interface BaseImagesRequest {
  readonly dockerfile: string;
  readonly images: Readonly<Record<string, PublicImage>>;
  /** Texts `ARGUMENT=reference@sha256:…` in place of those of `versions.json`. */
  readonly own?: readonly string[];
  /** Whether an image without a digest gets one of zeros, for dry runs. */
  readonly placeholder: boolean;
}

const argument = /^ARG ([A-Z_]+)$/gmu;

/**
 * What a Dockerfile starts from: its arguments without a default. A tag can be moved, so each has a digest.
 *
 * @throws LogexError `deployer/base-unknown` (outside), `deployer/base-not-pinned` or `deployer/argument-unknown` (usage).
 */
export function baseImages({ dockerfile, images, own = [], placeholder }: BaseImagesRequest): BaseImages {
  const given = Object.fromEntries(own.map(ownBase));
  const needed = [...dockerfile.matchAll(argument)].map(([, name]) => String(name));
  const placeholders: string[] = [];
  const references = needed.map((name) => {
    const chosen = given[name];
    if (chosen !== undefined) return [name, chosen];
    const image = images[name];
    if (image === undefined) throw argumentUnknown(name, Object.keys(images));
    if (image.digest === null && !placeholder) throw baseUnknown(name, image.reference);
    if (image.digest === null) placeholders.push(name);
    return [name, `${image.reference}@${image.digest ?? placeholderDigest}`];
  });
  return { references: Object.fromEntries(references) as Readonly<Record<string, string>>, placeholders };
}

function ownBase(text: string): readonly [string, string] {
  const [, name = '', reference = ''] = /^([A-Z_]+)=(\S+@sha256:[0-9a-f]{64})$/u.exec(text) ?? [];
  if (name === '') throw baseNotPinned(text);
  return [name, reference];
}
