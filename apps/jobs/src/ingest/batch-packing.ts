import { createHash } from 'node:crypto';
import type { FilePart } from './file-part.ts';

/** How much a gzip file grows when it is unpacked: logs come out about eight times as large. */
const gzipGrowth = 8;

/** Files in one batch at most: each is open, and named in the statement. */
const maxParts = 2_000;

/** Bytes that a part is worth when batches are packed. */
export function partWeight(part: FilePart): number {
  return (part.endByte - part.firstByte) * (part.compression === 'gzip' ? gzipGrowth : 1);
}

/**
 * Id of a batch: 20 hexadecimal digits of the SHA-256 of its parts. Parts that were claimed before and given back get an id
 * of their own, since commits of the earlier batch stand in the tables.
 *
 * @default taken no id is
 */
export function batchId(parts: readonly FilePart[], taken: ReadonlySet<string> = new Set()): string {
  const keys = parts.map(({ path, size, version, firstByte, endByte }) => JSON.stringify([path, size, version, firstByte, endByte])).sort();
  for (let attempt = 0; ; attempt++) {
    const text = [...keys, ...(attempt === 0 ? [] : [String(attempt)])].join('\n');
    const id = createHash('sha256').update(text).digest('hex').slice(0, 20);
    if (!taken.has(id)) return id;
  }
}

/**
 * Packs parts into batches of about `batchBytes`, in their order. A batch has one part of a file at most, and files of one
 * family of formats.
 */
export function packBatches(parts: readonly FilePart[], batchBytes: number): FilePart[][] {
  const families = Map.groupBy(parts, (part) => part.family);
  return [...families.values()].flatMap((own) => packFamily(own, batchBytes));
}

function packFamily(parts: readonly FilePart[], batchBytes: number): FilePart[][] {
  const batches: FilePart[][] = [];
  let open: FilePart[] = [];
  let weight = 0;
  for (const part of parts) {
    const added = partWeight(part);
    const full = weight + added > batchBytes || open.length >= maxParts || open.at(-1)?.path === part.path;
    if (open.length > 0 && full) {
      batches.push(open);
      open = [];
      weight = 0;
    }
    open.push(part);
    weight += added;
  }
  if (open.length > 0) batches.push(open);
  return batches;
}
