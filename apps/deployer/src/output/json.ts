import type { EventSink } from '../events.ts';

/** Writes each event as one line of JSON to standard output. */
export const jsonOutput: EventSink = (event) => void process.stdout.write(`${JSON.stringify(event)}\n`);
