import { z } from 'zod';
import type { QueryRunner, RunOptions } from '../query.ts';
import { from } from '../select/from.ts';
import { defineQuestion } from './define-question.ts';
import { limitOption } from './range-options.ts';

const options = z.object({
  limit: limitOption(100),
  level: z.string().optional().describe('Only events of this level.'),
  logger: z.string().optional().describe('Only events of this logger.'),
});

const minute = 60_000;

/** Newest moment that a runner has seen: where its next search begins. Rows beyond it are found all the same. */
const newestSeen = new WeakMap<QueryRunner, number>();

/** The newest events: looked for in a window before the newest row that widens until enough are there. */
export const latest = defineQuestion({
  name: 'latest',
  title: 'Newest events',
  doc: 'The newest events: looked for in a window before the newest row that widens until enough are there.',
  options,
  compile: (chosen) => newestRows(chosen).timeRange({ lastDays: 1 }),
  run: async (runner, chosen, run) => {
    const newest = newestSeen.get(runner) ?? (await newestMoment(runner, run));
    if (newest === undefined) return [];
    let oldest: number | undefined;
    // A minute, then 16, 256, …: however far it goes, no more than a fifteenth is read twice.
    for (let span = minute; oldest === undefined || newest - span >= oldest; span *= 16) {
      const rows = await runner.execute(newestRows(chosen).timeRange({ from: new Date(newest - span) }), run);
      const [first] = rows;
      if (first !== undefined) newestSeen.set(runner, Math.max(newest, Date.parse(first.timestamp)));
      if (rows.length >= chosen.limit) return rows;
      oldest ??= await oldestDay(runner, run);
    }
    return runner.execute(newestRows(chosen).allTime(), run);
  },
});

function newestRows({ limit, level, logger }: z.output<typeof options>) {
  const rows = from('logs')
    .select('timestamp', 'level', 'logger', 'message', 'exception_class', 'ip_address', 'http_method', 'http_path', 'http_status')
    .orderBy('timestamp', 'desc')
    .orderBy('ingest_file')
    .orderBy('ingest_line')
    .limit(limit);
  const ofLevel = level === undefined ? rows : rows.where('level', '=', level);
  return logger === undefined ? ofLevel : ofLevel.where('logger', '=', logger);
}

async function newestMoment(runner: QueryRunner, run?: RunOptions): Promise<number | undefined> {
  const row = await runner.first(from('logs').timeRange({ lastDays: 1 }).select((e) => ({ newest: e.max('timestamp') })), run);
  return row?.newest === null || row === undefined ? undefined : Date.parse(row.newest);
}

async function oldestDay(runner: QueryRunner, run?: RunOptions): Promise<number> {
  const row = await runner.first(from('logs').allTime().select((e) => ({ oldest: e.min('partition_date') })), run);
  return Date.parse(`${row?.oldest ?? '2300-01-01'}T00:00:00Z`);
}
