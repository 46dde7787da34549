const raw = JSON as typeof JSON & { rawJSON: (text: string) => unknown };

/** JSON in one line; 64-bit integers as numbers with all their digits. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => (typeof member === 'bigint' ? raw.rawJSON(String(member)) : member));
}
