import type { Chart } from '@logex/query-sdk';
import { textTable } from './console-output.ts';

const barWidth = 40;

/** The answer to a question for the terminal: a table, or bars where the question is drawn with bars. */
export function answerText(title: string, chart: Chart, rows: readonly object[]): string {
  const records = rows as readonly Readonly<Record<string, unknown>>[];
  const [first] = records;
  if (!first) return `${title}\n  no rows in this range`;
  const columns = Object.keys(first);
  const cells = (row: Readonly<Record<string, unknown>>): string[] => columns.map((name) => cellText(row[name]));
  if (chart.kind === 'table') return `${title}\n${textTable(columns, records.map(cells))}`;
  const largest = Math.max(...records.map((row) => Number(row[chart.value])));
  const bar = (row: Readonly<Record<string, unknown>>): string => {
    const value = Number(row[chart.value]);
    return value > 0 ? '█'.repeat(Math.max(1, Math.round((value / largest) * barWidth))) : '';
  };
  return `${title}\n${textTable([...columns, ''], records.map((row) => [...cells(row), bar(row)]))}`;
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' && !Number.isInteger(value)) return value.toFixed(3);
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value).replace('.000000Z', 'Z');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
