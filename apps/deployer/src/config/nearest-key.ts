import { closest, distance } from 'fastest-levenshtein';

const plain = (key: string): string => key.toLowerCase().replaceAll(/[^a-z0-9]/gu, '');

/** The key that `key` most likely means, or undefined when none is near: case and underscores do not count. */
export function nearestKey(key: string, keys: readonly string[]): string | undefined {
  const wanted = plain(key);
  const near = closest(wanted, keys.map(plain));
  const contained = keys.find((candidate) => wanted.length > 3 && plain(candidate).endsWith(wanted));
  return distance(wanted, near) <= Math.max(2, wanted.length / 4) ? keys.find((candidate) => plain(candidate) === near) : contained;
}
