import { clickhouseTarget } from '@logex/log-schema';
import type { RelativeBounds, TimeColumns, TimeRangeNode } from '../nodes/time-range-node.ts';
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
export function renderTimeRange(node: TimeRangeNode, render: Render): string[] {
  return [...renderMoments(node, render), ...renderDays(node, render)];
}

/** The conditions on the moment alone, or on the day where the table has no moments. Within other conditions the day prunes nothing. */
export function renderInnerTimeRange(node: TimeRangeNode, render: Render): string {
  const texts = node.columns.moment === undefined ? renderDays(node, render) : renderMoments(node, render);
  return `(${texts.join(' AND ')})`;
}

function renderMoments({ columns: { moment }, bounds }: TimeRangeNode, render: Render): string[] {
  if (moment === undefined) return [];
  const name = quoteIdentifier(moment);
  if (bounds.kind === 'relative') return [`${name} > ${relativeBegin(bounds, render)}`, `${name} <= ${relativeEnd(bounds)}`];
  return [...(bounds.from ? [`${name} >= ${render(bounds.from)}`] : []), ...(bounds.to ? [`${name} < ${render(bounds.to)}`] : [])];
}

function renderDays({ columns: { moment, day }, bounds }: TimeRangeNode, render: Render): string[] {
  if (day === undefined) return [];
  const name = quoteIdentifier(day);
  if (bounds.kind === 'relative') {
    // A table of whole days takes as many days as asked for; one of moments touches a day more.
    return [`${name} ${moment === undefined ? '>' : '>='} toDate32(${relativeBegin(bounds, render)})`, `${name} <= toDate32(${relativeEnd(bounds)})`];
  }
  return [...(bounds.firstDay ? [`${name} >= ${render(bounds.firstDay)}`] : []), ...(bounds.lastDay ? [`${name} <= ${render(bounds.lastDay)}`] : [])];
}

const relativeEnd = ({ until }: RelativeBounds): string => (until === 'now' ? `now64(6, 'UTC')` : newestName);
const relativeBegin = (bounds: RelativeBounds, render: Render): string => `${relativeEnd(bounds)} - toIntervalDay(${render(bounds.days)})`;
