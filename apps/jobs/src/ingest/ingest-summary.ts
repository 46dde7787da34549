import type { BatchOutcome, PartOutcome } from './batch-receipt.ts';
import type { IngestPlan } from './ingest-plan.ts';

/** What an ingest did: the same on every engine. */
export interface IngestSummary {
  readonly job: 'ingest';
  readonly engine: string;
  readonly dryRun: boolean;
  readonly files: {
    /** Files that `--input` names. */
    readonly listed: number;
    /** Files read for the first time, in this run or one that it finished. */
    readonly new: number;
    /** Files of which only the lines added since were read. */
    readonly grown: number;
    /** Files rewritten in place, read again as a whole. */
    readonly changed: number;
    /** Files that the ledger has already. */
    readonly unchanged: number;
    /** Files rejected as a whole. */
    readonly rejected: number;
    /** Files that could not be opened; the next run tries them again. */
    readonly unreadable: number;
    /** Files that went away or were rewritten while they were read; the next run sees them. */
    readonly withdrawn: number;
    /** Archives and data files, passed over. */
    readonly skipped: number;
  };
  readonly batches: number;
  /** Batches of an earlier run that this one finished. */
  readonly recovered: number;
  readonly lines: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Rejected lines by reason code. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Bytes read, as they lie on disk. */
  readonly bytes: number;
  readonly seconds: number;
  /** Megabytes (10^6 bytes) on disk read in a second. */
  readonly mbPerSecond: number;
}

const countCause = (outcomes: readonly PartOutcome[], cause: string): number =>
  new Set(outcomes.filter(({ part }) => part.cause === cause).map(({ part }) => part.path)).size;

const total = (outcomes: readonly PartOutcome[], of: (outcome: PartOutcome) => number): number =>
  outcomes.reduce((sum, outcome) => sum + of(outcome), 0);

/** What {@link summarizeIngest} adds up. */
export interface IngestRun {
  readonly plan: IngestPlan;
  readonly listed: number;
  readonly skipped: number;
  readonly done: readonly BatchOutcome[];
  readonly recovered: number;
  readonly seconds: number;
}

/** Adds up a run. */
export function summarizeIngest(run: IngestRun): IngestSummary {
  const outcomes = run.done.flatMap((batch) => batch.outcomes);
  const reasons: Record<string, number> = {};
  for (const outcome of outcomes) {
    for (const [reason, count] of Object.entries(outcome.reasons)) reasons[reason] = (reasons[reason] ?? 0) + count;
  }
  const bytes = total(outcomes, ({ part }) => part.endByte - part.firstByte);
  return {
    job: 'ingest',
    engine: 'embedded',
    dryRun: false,
    files: {
      listed: run.listed,
      new: countCause(outcomes, 'new'),
      grown: countCause(outcomes, 'grown'),
      changed: countCause(outcomes, 'changed'),
      unchanged: run.plan.unchanged,
      rejected: outcomes.filter(({ part }) => part.fault).length,
      unreadable: run.plan.unreadable.length,
      withdrawn: run.plan.vanished.length + new Set(run.done.flatMap((batch) => batch.withdrawn.map(({ path }) => path))).size,
      skipped: run.skipped,
    },
    batches: run.done.length,
    recovered: run.recovered,
    lines: total(outcomes, ({ lines }) => lines),
    accepted: total(outcomes, ({ accepted }) => accepted),
    rejected: total(outcomes, ({ rejected }) => rejected),
    reasons,
    bytes,
    seconds: Math.round(run.seconds * 1000) / 1000,
    mbPerSecond: run.seconds > 0 ? Math.round((bytes / 1e6 / run.seconds) * 10) / 10 : 0,
  };
}
