import { instanceTypesDiffer, textNotAllowed } from '../errors.ts';
import { checkList } from '../validations.ts';

const x86Families: Readonly<Record<string, readonly string[]>> = {
  c: ['c6i', 'c5', 'c6a', 'c5a', 'c7i'],
  m: ['m6i', 'm5', 'm6a', 'm5a', 'm7i'],
  r: ['r6i', 'r5', 'r6a', 'r5a', 'r7i'],
};
const armFamilies: Readonly<Record<string, readonly string[]>> = { c: ['c6g', 'c7g'], m: ['m6g', 'm7g'], r: ['r6g', 'r7g'] };

/** Processor of a node image. */
export type Architecture = 'x86_64' | 'arm64';

/**
 * Instance types with the processor, cores and memory of `type`, `type` first. Families c, m and r have siblings; another
 * type stands alone.
 *
 * @throws LogexError `infra/text-not-allowed` for a text that is no instance type.
 */
export function instanceTypesLike(type: string): readonly string[] {
  const { family, size } = parseType('instance type', type);
  const families = architectureOf(type) === 'arm64' ? armFamilies : x86Families;
  const siblings = families[family.slice(0, 1)] ?? [];
  if (!siblings.includes(family)) return [type];
  return [type, ...siblings.filter((other) => other !== family).map((other) => `${other}.${size}`)];
}

/** Processor of an instance type: Graviton families carry a `g` after their generation. */
export function architectureOf(type: string): Architecture {
  return /^[a-z]+\d+g/u.test(type) ? 'arm64' : 'x86_64';
}

/**
 * `types`, if one node group can mix them.
 *
 * @throws LogexError `infra/instance-types-differ`, `infra/list-not-allowed`, `infra/text-not-allowed`.
 */
export function checkInstanceTypes(setting: string, types: readonly string[]): readonly string[] {
  const sizes = new Set(checkList(setting, types).map((type) => parseType(setting, type).size));
  if (sizes.size > 1) throw instanceTypesDiffer(setting, types, 'size');
  if (new Set(types.map(architectureOf)).size > 1) throw instanceTypesDiffer(setting, types, 'architecture');
  return types;
}

function parseType(setting: string, type: string): { family: string; size: string } {
  const match = /^(?<family>[a-z]+\d[a-z0-9-]*)\.(?<size>[a-z0-9-]+)$/u.exec(type);
  if (match?.groups === undefined) {
    throw textNotAllowed(setting, type, 'EC2 instance types such as m6i.xlarge', 'a type is a family, a dot and a size');
  }
  return { family: String(match.groups['family']), size: String(match.groups['size']) };
}
