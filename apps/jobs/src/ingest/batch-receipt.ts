import { readFile, rm, writeFile, rename, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { FilePart } from './file-part.ts';

/** What became of a part. */
export interface PartOutcome {
  readonly part: FilePart;
  /** Number of its first line, from 1. */
  readonly firstLine: number;
  readonly lines: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Rejected lines by reason. */
  readonly reasons: Readonly<Record<string, number>>;
}

/** What became of a batch. */
export interface BatchOutcome {
  readonly id: string;
  readonly outcomes: readonly PartOutcome[];
  /** Parts that could not be read as planned: the file is gone or was rewritten. The next run sees what is there then. */
  readonly withdrawn: readonly FilePart[];
}

const receiptPath = (warehouse: Warehouse, id: string): string => join(warehouse.journal, `${id}.receipt.json`);

/** Writes down the outcome of a batch before its first commit, so that a later run can close it without the files. */
export async function writeReceipt(warehouse: Warehouse, outcome: BatchOutcome): Promise<void> {
  const path = receiptPath(warehouse, outcome.id);
  const temporary = `${path}.tmp`;
  await writeFile(temporary, JSON.stringify(outcome));
  const handle = await open(temporary, 'r+');
  await handle.sync().finally(() => handle.close());
  await rename(temporary, path);
}

/** Reads the receipt of a batch, if there is one. */
export async function readReceipt(warehouse: Warehouse, id: string): Promise<BatchOutcome | undefined> {
  const text = await readFile(receiptPath(warehouse, id), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : (JSON.parse(text) as BatchOutcome);
}

/** Removes the receipt of a batch that the ledger has as done. */
export async function removeReceipt(warehouse: Warehouse, id: string): Promise<void> {
  await rm(receiptPath(warehouse, id), { force: true });
}
