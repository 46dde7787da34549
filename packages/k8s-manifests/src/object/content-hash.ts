import { createHash } from 'node:crypto';

/** Eight hexadecimal digits that change with the content; for names of objects that are made anew rather than changed. */
export function contentHash(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 8);
}
