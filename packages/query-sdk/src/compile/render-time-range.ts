import { clickhouseTarget } from '@logex/log-schema';
import type { FixedBounds, RelativeBounds, TimeColumns, TimeRangeNode } from '../nodes/time-range-node.ts';
import type { Render } from './render.ts';

const { quoteIdentifier } = clickhouseTarget;

/** Name that a query gives the moment of the newest row. */
export const newestName = 'newest_moment';

/**
 * The moment of the newest row that meets some conditions, as a subquery that runs once, before the query. It asks for the newest day
 * first, so that one partition is read.
 */
export function newestMoment(relation: string, { moment, day }: TimeColumns, scope: readonly string[]): string {
  const where = (...conditions: string[]): string => (conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`);
  if (day === undefined) return `SELECT max(${quoteIdentifier(moment ?? '')}) FROM ${relation}${where(...scope)}`;
  const newestDay = `SELECT max(${quoteIdentifier(day)}) FROM ${relation}${where(...scope)}`;
  if (moment === undefined) return newestDay;
  return `SELECT max(${quoteIdentifier(moment)}) FROM ${relation}${where(`${quoteIdentifier(day)} = (${newestDay})`, ...scope)}`;
}

/** The conditions that a range of time is made of, moment first. */
export function renderTimeRange({ columns, bounds }: TimeRangeNode, render: Render): string[] {
  return bounds.kind === 'fixed' ? fixed(columns, bounds, render) : relative(columns, bounds, render);
}

function fixed({ moment, day }: TimeColumns, bounds: FixedBounds, render: Render): string[] {
  const conditions: string[] = [];
  if (moment !== undefined) {
    if (bounds.from) conditions.push(`${quoteIdentifier(moment)} >= ${render(bounds.from)}`);
    if (bounds.to) conditions.push(`${quoteIdentifier(moment)} < ${render(bounds.to)}`);
  }
  if (day !== undefined) {
    if (bounds.firstDay) conditions.push(`${quoteIdentifier(day)} >= ${render(bounds.firstDay)}`);
    if (bounds.lastDay) conditions.push(`${quoteIdentifier(day)} <= ${render(bounds.lastDay)}`);
  }
  return conditions;
}

function relative({ moment, day }: TimeColumns, { until, days }: RelativeBounds, render: Render): string[] {
  const end = until === 'now' ? `now64(6, 'UTC')` : newestName;
  const span = `toIntervalDay(${render(days)})`;
  const conditions: string[] = [];
  if (moment !== undefined) {
    conditions.push(`${quoteIdentifier(moment)} > ${end} - ${span}`, `${quoteIdentifier(moment)} <= ${end}`);
  }
  if (day !== undefined) {
    const first = `toDate32(${end} - ${span})`;
    // A table of whole days takes as many days as asked for; one of moments touches a day more.
    conditions.push(`${quoteIdentifier(day)} ${moment === undefined ? '>' : '>='} ${first}`, `${quoteIdentifier(day)} <= toDate32(${end})`);
  }
  return conditions;
}
