import Table from 'cli-table3';

/** A table for the terminal. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[], widths?: readonly (number | null)[]): string {
  const layout = widths === undefined ? {} : { colWidths: [...widths], wordWrap: true };
  const table = new Table({ head: [...head], style: { head: [], border: [], compact: true }, ...layout });
  for (const row of rows) table.push([...row]);
  return table.toString();
}
