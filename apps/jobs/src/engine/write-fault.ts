import { LogexError } from '@logex/log-schema';
import { writeFailed } from '../errors.ts';

/** What operating system and engine say when a disk is full, read-only or gone. */
const faults = /ENOSPC|EROFS|EDQUOT|EACCES|EPERM|EIO|No space left|Read-only file system|Quota exceeded|Cannot write to file|NOT_ENOUGH_SPACE|CANNOT_WRITE|CANNOT_CREATE_DIRECTORY|Permission denied/;

/** Whether an error is a fault of the disk rather than of the data or of LogEx. */
export function isWriteFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return faults.test(error.message) || isWriteFault(error.cause);
}

/** Turns a disk fault into `jobs/write-failed`; any other error stays what it is. */
export function asWriteFault(what: string, error: unknown): unknown {
  return !(error instanceof LogexError) && isWriteFault(error) ? writeFailed(what, error) : error;
}
