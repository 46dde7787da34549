/** A JSON line of a day of August 2025; members given replace or add to its own. */
export function jsonLine(index: number, members: Readonly<Record<string, unknown>> = {}): string {
  const level = ['INFO', 'WARN', 'ERROR'][index % 3];
  const timestamp = new Date(Date.UTC(2025, 7, 20 + (index % 4), 6, 0, index % 60, index % 1000)).toISOString();
  return JSON.stringify({ timestamp, level, message: `event ${index}`, logger: `com.example.Service${index % 5}`, ...members });
}

/** An access line of a day of August 2025, combined format. */
export function accessLine(index: number, { status = 200, path = `/item/${index}` }: { readonly status?: number; readonly path?: string } = {}): string {
  const time = `${String(20 + (index % 4)).padStart(2, '0')}/Aug/2025:07:00:${String(index % 60).padStart(2, '0')} +0200`;
  return `192.0.2.${index % 250} - - [${time}] "GET ${path} HTTP/1.1" ${status} ${index * 10} "-" "agent/${index % 7}"`;
}

/** Lines as the text of a file, each with its line break. */
export function fileText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** Numbers from 0. */
export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
