import { clickhouseTarget, LogexError } from '@logex/log-schema';
import type { RowReader } from './row-reader.ts';

type Decode = ((wire: never) => unknown) | undefined;

/**
 * Reads rows whose types the server names in the result: those of the schema are decoded as in a typed query
 * (64-bit integers are `bigint`, counts too), any other stays as its JSON is.
 */
export function describedRows<Row>(): RowReader<Row> {
  let names: readonly string[] | undefined;
  let decoders: readonly Decode[] | undefined;
  const readLine = (line: unknown): Row | undefined => {
    const values = line as readonly unknown[];
    if (names === undefined) {
      names = values as readonly string[];
      return undefined;
    }
    if (decoders === undefined) {
      decoders = (values as readonly string[]).map(decoderOf);
      return undefined;
    }
    const known = decoders;
    return Object.fromEntries(names.map((name, index) => [name, decoded(values[index], known[index])])) as Row;
  };
  return {
    format: 'JSONCompactEachRowWithNamesAndTypes',
    read: (text) => (JSON.parse(`[${text.trimEnd().replaceAll('\n', ',')}]`) as unknown[]).flatMap((line) => readLine(line) ?? []),
    lineFormat: 'JSONCompactEachRowWithNamesAndTypes',
    readLine,
  };
}

function decoded(wire: unknown, decode: Decode): unknown {
  return wire === null || decode === undefined ? wire : decode(wire as never);
}

function decoderOf(engineType: string): Decode {
  try {
    return clickhouseTarget.logicalTypeOf('', engineType).type.decode;
  } catch (error) {
    if (error instanceof LogexError) return undefined;
    throw error;
  }
}
