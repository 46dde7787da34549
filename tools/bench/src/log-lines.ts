import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** Kinds of log that the bench makes. */
export type LogKind = 'json' | 'access';

/** Numbers from 0 to 1 that a seed determines (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => String(value).padStart(2, '0');

/** Makes lines of a service that serves a shop: 240 to 270 bytes of JSON, about 210 of access log, as varied as real ones. */
function lineMaker(kind: LogKind, seed: number): (index: number) => string {
  const random = seeded(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  const loggers = Array.from({ length: 40 }, (_, index) => `com.shop.${pick(['db', 'http', 'auth', 'cart', 'search'])}.Service${index}`);
  const agents = Array.from({ length: 60 }, (_, index) => `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.${index} (KHTML, like Gecko) Chrome/1${index}.0.0.0 Safari/537.36`);
  let time = Date.UTC(2025, 7, 25, 6, 4);

  const json = (): string => {
    const failed = random() < 0.05;
    return JSON.stringify({
      timestamp: new Date(time).toISOString(),
      level: failed ? 'ERROR' : pick(['INFO', 'INFO', 'INFO', 'DEBUG', 'WARN']),
      message: failed ? `Database connection failed after ${below(30_000)} ms` : `Request ${below(1e9).toString(16)} handled for user ${below(1e5)} in ${below(900)} ms`,
      logger: pick(loggers),
      thread: `pool-${below(16)}`,
      source_file: pick(['DatabaseManager.java', 'Handler.java', 'Auth.java']),
      line_number: below(900),
      ...(failed ? { exception_class: pick(['SQLException', 'IOException', 'TimeoutException']), exception_message: 'Connection timeout after 30 seconds' } : {}),
      request_id: below(1e12).toString(36),
    });
  };
  const access = (): string => {
    const at = new Date(time);
    const clock = `${two(at.getUTCDate())}/${months[at.getUTCMonth()]}/${at.getUTCFullYear()}:${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
    const path = `/api/${pick(['users', 'orders', 'cart', 'search'])}/${below(5000)}${random() < 0.3 ? `?q=${below(1000)}` : ''}`;
    const client = `${1 + below(223)}.${below(255)}.${below(4)}.${below(255)}`;
    const referer = random() < 0.5 ? '-' : `https://shop.example.com/page/${below(300)}`;
    return `${client} - ${random() < 0.1 ? 'ada' : '-'} [${clock} +0000] "${pick(['GET', 'GET', 'GET', 'POST', 'PUT'])} ${path} HTTP/1.1" ${pick([200, 200, 200, 200, 304, 404, 500])} ${below(50_000)} "${referer}" "${pick(agents)}"`;
  };
  return () => {
    time += below(60);
    return kind === 'json' ? json() : access();
  };
}

/** Writes a file of log lines; the same lines for the same kind and count. Gives the number of bytes. */
export async function writeLogFile(path: string, kind: LogKind, lines: number): Promise<number> {
  const make = lineMaker(kind, 20_250_825);
  const out = createWriteStream(path);
  const chunk = 20_000;
  for (let written = 0; written < lines; written += chunk) {
    const text = Array.from({ length: Math.min(chunk, lines - written) }, (_, index) => make(written + index)).join('\n');
    if (!out.write(`${text}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return out.bytesWritten;
}
