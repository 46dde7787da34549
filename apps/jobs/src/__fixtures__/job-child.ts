import { ingest, type IngestOptions } from '../ingest/ingest.ts';
import { replay, type ReplayOptions } from '../replay/replay.ts';

// A process to be killed: loads all that a job needs, says so, and runs one.
const { job, options } = JSON.parse(process.argv[2] ?? '{}') as { job: 'ingest' | 'replay'; options: unknown };
await import('chdb');
process.stdout.write('ready\n');
const summary = job === 'ingest' ? await ingest(options as IngestOptions) : await replay(options as ReplayOptions);
process.stdout.write(`${JSON.stringify(summary)}\n`);
