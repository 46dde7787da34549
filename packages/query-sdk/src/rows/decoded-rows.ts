import type { ValueType } from '../values/value-type.ts';
import type { RowReader } from './row-reader.ts';

/** Types of the columns of a result, by name, in order. */
export type ResultTypes = Readonly<Record<string, ValueType<unknown>>>;

type Decode = (wire: never) => unknown;

/**
 * Reads rows whose names and types are known from the query. A whole result comes by column: nearly half the bytes,
 * and a fifth of the work, of one with every name in every row. Columns whose JSON is the value already are not touched.
 */
export function decodedRows<Row>(types: ResultTypes): RowReader<Row> {
  const names = Object.keys(types);
  const decoders = names.map((name): Decode | undefined => types[name]?.decode);
  return {
    format: 'JSONCompactColumns',
    read: (text) => rowsOf(names, decodedColumns(JSON.parse(text) as unknown[][], decoders)) as Row[],
    lineFormat: 'JSONEachRow',
    readLine: (line) => {
      const row = line as Record<string, unknown>;
      names.forEach((name, index) => {
        const decode = decoders[index];
        if (decode !== undefined) row[name] = decoded(row[name], decode);
      });
      return row as Row;
    },
  };
}

function decodedColumns(columns: readonly unknown[][], decoders: readonly (Decode | undefined)[]): readonly unknown[][] {
  return columns.map((column, index) => {
    const decode = decoders[index];
    return decode === undefined ? column : column.map((wire) => decoded(wire, decode));
  });
}

function decoded(wire: unknown, decode: Decode): unknown {
  return wire === null ? null : decode(wire as never);
}

function rowsOf(names: readonly string[], columns: readonly unknown[][]): Record<string, unknown>[] {
  const rows: Record<string, unknown>[] = [];
  const count = columns[0]?.length ?? 0;
  for (let index = 0; index < count; index += 1) {
    const row: Record<string, unknown> = {};
    for (let column = 0; column < names.length; column += 1) row[names[column] ?? ''] = columns[column]?.[index];
    rows.push(row);
  }
  return rows;
}
