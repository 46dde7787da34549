import { expect, test } from 'vitest';
import type { TableFacts } from '../lake/table-facts.ts';
import type { Schedule } from '../spark-runs/schedule.ts';
import type { SparkRun } from '../spark-runs/spark-run.ts';
import { scheduleFault } from './stopped-schedules.ts';
import { failingJobs, stuckFor } from './stuck-runs.ts';
import { tiredTables } from './tired-tables.ts';

const now = new Date('2026-01-08T12:00:00Z');
const at = (minutes: number): string => new Date(now.getTime() - minutes * 60_000).toISOString();
const run = (state: string, minutes: number): SparkRun => ({ name: 'r', job: 'ingest', state, reason: 'oom', createdAt: at(minutes + 60), submittedAt: at(minutes), endedAt: null, driver: undefined, uid: undefined });
const schedule: Schedule = { job: 'ingest', cron: '*/15 * * * *', suspended: false, lastRun: at(14), nextRun: at(-1), createdAt: at(9000), fault: '' };
const table: TableFacts = { table: 'logs', rows: 9, files: 10, bytes: 10_000, snapshots: 480, committedAt: at(5), oldestSnapshotAt: at(6 * 1440), filesSinceCompaction: 400, compactedAt: at(600) };

test('a run is stuck where it stays in a state that passes', () => {
  expect([run('PENDING_RERUN', 16), run('SUBMITTED', 16), run('FAILING', 11), run('UNKNOWN', 16)].map((one) => stuckFor(one, now) !== undefined)).toEqual([true, true, true, true]);
  expect([run('PENDING_RERUN', 14), run('SUBMITTED', 14), run('RUNNING', 6000)].map((one) => stuckFor(one, now))).toEqual([undefined, undefined, undefined]);
  expect(stuckFor({ ...run('NEW', 0), createdAt: at(11) }, now)).toBe(11 * 60_000);
});

test('a job fails again and again where its last three runs did', () => {
  expect(failingJobs([run('RUNNING', 1), run('FAILED', 2), run('FAILED', 3), run('FAILED', 4), run('COMPLETED', 5)]).check).toMatchObject({ result: 'failed', found: 'ingest: the last 3 runs failed, the newest with: oom' });
  expect(failingJobs([run('FAILED', 2), run('FAILED', 3), run('COMPLETED', 4)]).check.result).toBe('ok');
});

test('a schedule has stopped where a run is overdue and none is at work', () => {
  expect(scheduleFault({ ...schedule, nextRun: at(11) }, [], now)).toEqual({ why: 'a run was due 11 min ago, and its last run was 14 min ago', byOperator: true });
  expect(scheduleFault({ ...schedule, lastRun: undefined, nextRun: undefined }, [], now)).toEqual({ why: 'the operator has not looked at it', byOperator: true });
  expect(scheduleFault({ ...schedule, suspended: true }, [], now)?.byOperator).toBe(false);
  expect([scheduleFault({ ...schedule, nextRun: at(11) }, [run('RUNNING', 30)], now), scheduleFault({ ...schedule, nextRun: at(9) }, [], now)]).toEqual([undefined, undefined]);
});

test('tables are tired where nobody compacts them, or their snapshots stay', () => {
  const results = (facts: TableFacts): unknown => tiredTables([facts], now, async () => undefined).map(({ check, fixes }) => [check.result, fixes.map(({ what }) => what)]);

  expect(results(table)).toEqual([['ok', []], ['ok', []]]);
  expect(results({ ...table, filesSinceCompaction: 401 })).toEqual([['warning', ['start a run of maintain']], ['ok', []]]);
  expect(results({ ...table, oldestSnapshotAt: at(8 * 1440) })).toEqual([['ok', []], ['warning', ['start a run of maintain']]]);
  expect(results({ ...table, oldestSnapshotAt: at(90 * 1440), snapshots: 50 })).toEqual([['ok', []], ['ok', []]]);
});
