import type { Finding } from '../report.ts';

/** What groups work with. */
export interface BenchContext {
  /** Folder for data and warehouses; removed behind the run. */
  readonly folder: string;
  /** Lines of each log file. */
  readonly lines: number;
  /** Rows that the questions of the tiers are about. */
  readonly rows: number;
  /** Size of the input for the memory group, in GB (10^9 bytes). */
  readonly memoryGb: number;
  /** Runs of each scenario; the one that cost least CPU counts. */
  readonly runs: number;
  readonly note: (text: string) => void;
}

/** A part of the bench. */
export type BenchGroup = (context: BenchContext) => Promise<Finding[]>;
