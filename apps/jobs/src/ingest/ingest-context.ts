import type { PiiPolicy } from '@logex/log-schema';
import type { JobEngine } from '../engine/job-engine.ts';
import type { IcebergTable } from '../iceberg/index.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** What every step of an ingest works with. */
export interface IngestContext {
  readonly engine: JobEngine;
  readonly warehouse: Warehouse;
  readonly tables: {
    readonly logs: IcebergTable;
    readonly rejected: IcebergTable;
    readonly ledger: IcebergTable;
  };
  readonly maxLineBytes: number;
  /** What is kept of values that tell of a person; everything where it is undefined. */
  readonly policy?: PiiPolicy | undefined;
}
