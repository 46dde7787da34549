import type { FormatFamily } from '@logex/log-schema';
import type { FileFault } from '../inputs/gzip-fault.ts';
import type { FileVersion } from '../inputs/file-version.ts';

/** Why a part is read: a file never seen, one that grew, one that was rewritten in place. */
export type PartCause = 'new' | 'grown' | 'changed';

/** A range of bytes of a version of a file, the unit that a batch reads. */
export interface FilePart extends FileVersion {
  readonly fingerprint: string;
  readonly compression: 'none' | 'gzip';
  /** Family of formats that its first line is of. */
  readonly family: FormatFamily;
  readonly firstByte: number;
  readonly endByte: number;
  /** Number of the first line, from 1; undefined where the part follows another one that is still to be read. */
  readonly firstLine: number | undefined;
  readonly cause: PartCause;
  /** Set where the whole file is rejected. */
  readonly fault?: FileFault;
}

/** Parts that are read, written and committed together. */
export interface IngestBatch {
  /** Hash of what the parts are: the same parts have the same id, always. */
  readonly id: string;
  readonly parts: readonly FilePart[];
  /** Moment that the rows carry, ISO-8601. */
  readonly plannedAt: string;
}
