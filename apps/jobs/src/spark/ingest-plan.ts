import { baseTables, ingestedFiles, type PiiPolicy } from '@logex/log-schema';
import { batchMarker } from '../ingest/ledger.ts';
import { notLogsPattern } from '../inputs/input-files.ts';
import { forgottenPolicySteps, saltSteps } from '../policy/pii-salt.ts';
import { planVersion, type JobPlan, type PlanStep } from '../plan/job-plan.ts';
import { aboutFiles, batchSteps } from './batch-steps.ts';
import {
  candidatesQuery,
  claimedQuery,
  claimRows,
  ledgerQuery,
  ledgerStateQuery,
  listingQuery,
  pendingQuery,
  unreadableQuery,
} from './ledger-queries.ts';
import { finishReplaySteps } from './replay-plan.ts';
import { openCatalog, tableName, type SparkCatalog } from './spark-catalog.ts';
import { createTableStep } from './table-steps.ts';

/** What {@link ingestPlan} takes. */
export interface IngestPlanOptions {
  readonly catalog: SparkCatalog;
  /** Files, folders or globs: local ones without a scheme, or URIs. */
  readonly paths: readonly string[];
  /** Raw bytes that one batch reads. */
  readonly batchBytes: number;
  /** Longest line that is parsed, in bytes. */
  readonly maxLineBytes: number;
  /** Files younger than this are left to the next run. */
  readonly minAgeSeconds: number;
  /** Tells what would be read, and writes nothing. */
  readonly dryRun: boolean;
  /** What is kept of values that tell of a person; everything where it is missing. */
  readonly policy?: PiiPolicy | undefined;
}

/** Files in one batch at most. */
const maxParts = 10_000;

/** Paths that writers use for themselves, below a folder that is named. */
const ignoredPaths = String.raw`(^|/)\.|(^|/)_[^/]*$|\.tmp$`;

/**
 * The plan of an ingest. It goes round twice: first it finishes what an earlier run left planned, then it claims what is new, and
 * reads that.
 */
export function ingestPlan(options: IngestPlanOptions): JobPlan {
  const { batchBytes, minAgeSeconds, dryRun, paths } = options;
  return {
    version: planVersion,
    job: 'ingest',
    parameters: { batch_bytes: batchBytes },
    steps: [
      openCatalog(options.catalog),
      aboutFiles,
      ...(dryRun ? [] : [...saltSteps(options.policy), ...baseTables.map(createTableStep), ...(options.catalog.type === 'hive' ? forgottenPolicySteps(options.policy) : []), ...finishReplaySteps]),
      { kind: 'list-files', name: 'list files', view: 'listed', paths: [...paths], ignore: ignoredPaths, skip: `(?i)${notLogsPattern}`, minAgeSeconds },
      ...(dryRun ? planningSteps("'new'") : [rounds(options)]),
    ],
  };
}

function rounds(options: IngestPlanOptions): PlanStep {
  return {
    kind: 'for-each',
    name: 'rounds',
    rows: "SELECT round FROM VALUES (1, 'recover'), (2, 'new') AS rounds(place, round) ORDER BY place",
    steps: [
      ...planningSteps(':round'),
      {
        kind: 'write',
        name: 'claim batches',
        when: '(SELECT count(*) FROM claimed) > 0',
        table: tableName(ingestedFiles),
        text: claimRows,
        mode: 'append',
        marker: { key: batchMarker, value: "concat(:run_started, '-plan')" },
        since: '(SELECT snapshot_id FROM ledger_state)',
        onConflict: 'fail',
      },
      { kind: 'sql', name: 'read claims', text: ledgerQuery, view: 'ledger' },
      { kind: 'for-each', name: 'batches', rows: pendingQuery, steps: batchSteps(options) },
    ],
  };
}

/** Compares the listing with the ledger and packs what is new into batches; in the round of recovery nothing is new. */
function planningSteps(round: string): PlanStep[] {
  const when = `${round} = 'new'`;
  return [
    { kind: 'sql', name: 'note state of ledger', text: ledgerStateQuery, view: 'ledger_state', keep: 'driver' },
    { kind: 'sql', name: 'read ledger', text: ledgerQuery, view: 'ledger' },
    { kind: 'sql', name: 'probe candidates', text: candidatesQuery(round), view: 'probed', keep: 'driver' },
    { kind: 'sql', name: 'pack batches', text: claimedQuery(maxParts), view: 'claimed', keep: 'driver' },
    { kind: 'emit', name: 'listing', when, rows: listingQuery },
    { kind: 'emit', name: 'unreadable', when, rows: unreadableQuery },
  ];
}
