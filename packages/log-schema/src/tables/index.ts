import { ingestedFiles } from './ingested-files.ts';
import { logs } from './logs.ts';
import { logsRejected } from './logs-rejected.ts';

/** The tables that ingest writes, in the order in which they are created. */
export const baseTables = [logs, logsRejected, ingestedFiles] as const;
