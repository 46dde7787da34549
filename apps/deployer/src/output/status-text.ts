import type { StatusResult } from '../commands/status.ts';
import type { JobStatus } from '../status/cluster-status.ts';
import { ago, byteText, duration } from './duration.ts';

/** A deployment on one screen: nodes, workloads, jobs, how far behind it is, tables. */
export function statusText(status: StatusResult, now: Date): string {
  const { project, context, nodes, workloads, jobs, tables, lag } = status;
  const nodeLines = nodes.map(({ group, nodes: count, ready }) => `  ${mark(ready === count)} ${group}: ${ready} of ${count} ready`);
  const workloadLines = workloads.map(({ object, state, pods, reasons }) => `  ${mark(state === 'ready')} ${object}${pods === null ? '' : ` ${pods.ready}/${pods.wanted}`}${reasons.length === 0 ? '' : `: ${reasons.join('; ')}`}`);
  const tableLines = typeof tables === 'string' ? [`  not known: ${tables}`] : tables.map((one) => `  ${one.table}: ${one.rows} rows, ${byteText(one.bytes)} in ${one.files} files, ${one.snapshots} snapshots, ${one.committedAt === null ? 'empty' : `written ${ago(one.committedAt, now)}`}`);
  return [
    `${project} on ${context}`,
    section('nodes', nodeLines, 'none'),
    section('workloads', workloadLines, 'none of this project'),
    section('jobs', jobs.map((job) => jobLine(job, now)), 'none'),
    section('lag', [`  last good ingest: ${lag.lastIngest === null ? 'none that is known' : ago(lag.lastIngest, now)}`, `  newest rows of logs: ${lag.newestRows === null ? 'not known' : `written ${ago(lag.newestRows, now)}`}`], ''),
    section('tables', tableLines, 'none yet'),
  ].join('\n');
}

function jobLine({ job, schedule, last, active }: JobStatus, now: Date): string {
  const clock = schedule === null ? 'by hand' : `${schedule.cron}${schedule.suspended ? ', suspended' : schedule.nextRun === undefined ? '' : `, next ${schedule.nextRun.slice(0, 16)}Z`}`;
  const before = last === null ? 'no run has ended' : `last ${last.state}${last.endedAt === null ? '' : ` ${ago(last.endedAt, now)}`}${last.reason === '' ? '' : ` (${last.reason})`}`;
  const running = active.map(({ name, state, submittedAt }) => `; ${name} ${state} for ${duration(now.getTime() - new Date(submittedAt).getTime())}`).join('');
  return `  ${mark(last === null || last.state === 'COMPLETED')} ${job}: ${clock}; ${before}${running}`;
}

const mark = (good: boolean): string => (good ? ' ' : '!');

const section = (title: string, lines: readonly string[], none: string): string => [`${title}:`, ...(lines.length === 0 ? [`  ${none}`] : lines)].join('\n');
