import type { ValueType } from '../values/value-type.ts';
import { parseLines, type RowReader, type WireRow } from './row-reader.ts';

/** Types of the columns of a result, by name. */
export type ResultTypes = Readonly<Record<string, ValueType<unknown>>>;

type Decoder = readonly [name: string, decode: (wire: never) => unknown];

/** Reads rows whose types are known from the query. Columns whose JSON is the value already cost nothing. */
export function decodedRows<Row>(types: ResultTypes): RowReader<Row> {
  const decoders = Object.entries(types).flatMap(([name, { decode }]): Decoder[] => (decode ? [[name, decode]] : []));
  const readLine = (line: unknown): Row => {
    const row = line as WireRow;
    for (const [name, decode] of decoders) {
      const wire = row[name];
      if (wire !== null && wire !== undefined) row[name] = decode(wire as never);
    }
    return row as Row;
  };
  return {
    format: 'JSONEachRow',
    readLine,
    read: (text) => {
      const rows = parseLines(text);
      if (decoders.length > 0) rows.forEach(readLine);
      return rows as Row[];
    },
  };
}
