import { parseArgs } from 'node:util';
import { openClient } from '../open-client.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: 'string', default: '10' }, level: { type: 'string', multiple: true }, 'poll-ms': { type: 'string', default: '2000' } },
});
const stop = new AbortController();
process.on('SIGINT', () => stop.abort());

await using client = await openClient(positionals[0]);
const tail = client.tail({
  rows: Number(values.rows), pollMs: Number(values['poll-ms']), signal: stop.signal, ...(values.level === undefined ? {} : { levels: values.level }),
});
for await (const { timestamp, level, logger, message, http_method, http_path, http_status } of tail) {
  const text = http_method === null ? `${level ?? ''} ${logger ?? ''}: ${message ?? ''}` : `${http_status ?? ''} ${http_method} ${http_path ?? ''}`;
  process.stdout.write(`${timestamp} ${text}\n`);
}
