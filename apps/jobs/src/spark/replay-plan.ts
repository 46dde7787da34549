import { applyPolicy, ingestedFiles, familyLinePlans, logs, logsRejected, parserVersion, sparkTarget, type PiiPolicy } from '@logex/log-schema';
import { batchMarker } from '../ingest/ledger.ts';
import { saltSteps } from '../policy/pii-salt.ts';
import { planVersion, type JobPlan, type PlanStep } from '../plan/job-plan.ts';
import { ledgerQuery } from './ledger-queries.ts';
import { openCatalog, tableName, type SparkCatalog } from './spark-catalog.ts';

/** What {@link replayPlan} takes. */
export interface ReplayPlanOptions {
  readonly catalog: SparkCatalog;
  /** Reason code; every reason where it is missing. */
  readonly reason?: string;
  /** File that the lines stand in; every file where it is missing. */
  readonly file?: string;
  readonly maxLineBytes: number;
  readonly dryRun: boolean;
  /** What is kept of values that tell of a person; everything where it is missing. */
  readonly policy?: PiiPolicy | undefined;
  /**
   * Id of the replay.
   * @default a hash of the state of the rejected lines and of the selection
   */
  readonly id?: string;
  /**
   * Also runs while an ingest is unfinished: the replay was begun before it.
   * @default false
   */
  readonly finishing?: boolean;
}

const tables = { logs: tableName(logs), rejected: tableName(logsRejected), ledger: tableName(ingestedFiles) } as const;

/** Key of snapshot summaries: the replay that moved lines to logs. */
const replayMarker = 'logex-replay';

const lineKeys = ['ingest_batch', 'ingest_file', 'ingest_line'] as const;
const sameLine = (left: string, right: string): string => lineKeys.map((key) => `${left}.${key} = ${right}.${key}`).join(' AND ');

/**
 * Rejected lines that stand in logs too are those that were moved there: they keep batch, file and number. Taking them out may
 * be repeated.
 */
const removeMoved = `DELETE FROM ${tables.rejected} AS rejected WHERE ingest_line > 0 AND EXISTS (SELECT 1 FROM ${tables.logs} AS moved WHERE ${sameLine('moved', 'rejected')})`;

/**
 * Finishes replays that were killed between their two commits: their lines are in logs, and still among the rejected ones. Looks at
 * snapshots only where there is none such.
 */
export const finishReplaySteps: readonly PlanStep[] = [
  {
    kind: 'for-each',
    name: 'unfinished replays',
    rows: `
SELECT summary['${replayMarker}'] AS replay_id FROM ${tables.logs}.snapshots WHERE summary['${replayMarker}'] IS NOT NULL
EXCEPT SELECT summary['${batchMarker}'] FROM ${tables.rejected}.snapshots`,
    steps: [{ kind: 'write', name: 'remove moved lines', table: tables.rejected, text: removeMoved, mode: 'statement', marker: { key: batchMarker, value: ':replay_id' } }],
  },
];

function parseQuery(options: ReplayPlanOptions): string {
  const conditions = ['ingest_line > 0', ...(options.reason === undefined ? [] : ['reason = :reason']), ...(options.file === undefined ? [] : ['ingest_file = :file'])];
  return sparkTarget.parseSelect(familyLinePlans({ maxLineBytes: options.maxLineBytes, dialect: 'spark' }).map((plan) => applyPolicy(plan, options.policy)), {
    source: `(SELECT CAST(raw_line AS STRING) AS line, ${lineKeys.join(', ')} FROM ${tables.rejected} WHERE ${conditions.join(' AND ')})`,
    passThrough: Object.fromEntries(lineKeys.map((key) => [key, key])),
  });
}

const ownColumns: Readonly<Record<string, string>> = {
  ingested_at: 'CAST(:run_started AS TIMESTAMP)',
  partition_date: 'CAST(parsed.`timestamp` AS DATE)',
};

const movedRows = `
SELECT ${Object.keys(logs.columns).map((name) => `${ownColumns[name] ?? `parsed.${sparkTarget.quoteIdentifier(name)}`} AS ${sparkTarget.quoteIdentifier(name)}`).join(', ')}
FROM parsed LEFT ANTI JOIN ${tables.logs} AS moved ON ${sameLine('moved', 'parsed')}
WHERE parsed.reason = ''`;

/** The plan of a replay: rejected lines that parse now move to logs, exactly once. */
export function replayPlan(options: ReplayPlanOptions): JobPlan {
  const { reason, file, maxLineBytes, dryRun } = options;
  const selection = `concat_ws('|', '${parserVersion}', ${reason === undefined ? "''" : ':reason'}, ${file === undefined ? "''" : ':file'}, '${maxLineBytes}')`;
  const computedId = `substr(sha2(concat_ws('|', CAST(snapshot_id AS STRING), ${selection}), 256), 1, 20)`;
  const move: PlanStep[] = [
    {
      kind: 'write',
      name: 'append moved lines',
      table: tables.logs,
      text: movedRows,
      mode: 'append',
      marker: { key: batchMarker, value: ':replay_id' },
      properties: { [replayMarker]: ':replay_id' },
    },
    { kind: 'write', name: 'remove moved lines', table: tables.rejected, text: removeMoved, mode: 'statement', marker: { key: batchMarker, value: ':replay_id' } },
  ];
  return {
    version: planVersion,
    job: 'replay',
    parameters: { ...(reason === undefined ? {} : { reason }), ...(file === undefined ? {} : { file }), ...(options.id === undefined ? {} : { given_id: options.id }) },
    steps: [
      openCatalog(options.catalog),
      ...saltSteps(options.policy),
      ...(dryRun ? [] : finishReplaySteps),
      ...(dryRun || options.finishing === true ? [] : [requireFinishedIngest]),
      {
        kind: 'for-each',
        name: 'state of rejected lines',
        rows: `SELECT ${options.id === undefined ? computedId : ':given_id'} AS replay_id FROM ${tables.rejected}.refs WHERE name = 'main'`,
        steps: [
          { kind: 'sql', name: 'parse lines', text: parseQuery(options), view: 'parsed', keep: 'executors' },
          { kind: 'emit', name: 'replayed', rows: "SELECT count(*) AS read, count_if(reason = '') AS moved FROM parsed" },
          ...(dryRun
            ? []
            : [{ kind: 'for-each', name: 'move lines', rows: "SELECT count(*) AS lines FROM parsed WHERE reason = '' HAVING count(*) > 0", steps: move } as const]),
        ],
      },
    ],
  };
}

/** A batch between its commits has rejected lines that its next run may take back: they must stand where it put them. */
const requireFinishedIngest: PlanStep = {
  kind: 'assert',
  name: 'ingest is finished',
  rows: `SELECT DISTINCT ingest_batch FROM (${ledgerQuery}) WHERE state = 'planned'`,
  code: 'ingest-unfinished',
  message: 'an ingest was interrupted',
};
