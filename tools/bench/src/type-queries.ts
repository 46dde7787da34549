/** How one builder writes a file of queries: what stands before them, and the query of a number. */
export interface QueryWriter {
  readonly name: string;
  readonly head: string;
  readonly query: (number: number) => string;
}

/** Columns of the table `logs` as an interface, for builders that are told of tables by hand. */
const logsInterface = (types: Readonly<Record<'text' | 'nullableText' | 'integer' | 'long' | 'map', string>>): string => `
interface Logs {
  timestamp: ${types.text}; level: ${types.nullableText}; message: ${types.nullableText}; logger: ${types.nullableText}; thread: ${types.nullableText};
  source_file: ${types.nullableText}; line_number: ${types.integer}; exception_class: ${types.nullableText}; exception_message: ${types.nullableText};
  ip_address: ${types.nullableText}; remote_user: ${types.nullableText}; http_method: ${types.nullableText}; http_path: ${types.nullableText};
  http_query: ${types.nullableText}; http_version: ${types.nullableText}; http_status: ${types.integer}; response_size: ${types.long};
  referer: ${types.nullableText}; user_agent: ${types.nullableText}; attributes: ${types.map}; format: ${types.text}; ingest_file: ${types.text};
  ingest_line: ${types.long}; ingest_batch: ${types.text}; ingested_at: ${types.text}; partition_date: ${types.text};
}`;

/** The same queries in each builder: two columns, three aggregates, three conditions, groups, order, limit, and a use of the row. */
export const queryWriters: readonly QueryWriter[] = [
  {
    name: 'logex',
    head: "import { from } from '@logex/query-sdk';",
    query: (n) => `export const q${n} = from('logs').timeRange({ lastDays: ${n + 1} })
  .select('logger', 'level').select((e) => ({ n: e.count(), last: e.max('timestamp'), size${n}: e.avg('response_size') }))
  .where('level', '=', 'ERROR').where('http_status', '>=', ${n}).where('message', 'like', '%${n}%')
  .groupBy('logger', 'level').orderBy('n', 'desc').limit(${n + 1});
export type R${n} = Awaited<ReturnType<typeof q${n}.execute>>[number]['size${n}'];`,
  },
  {
    name: 'kysely',
    head: `import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
${logsInterface({ text: 'string', nullableText: 'string | null', integer: 'number | null', long: 'bigint | null', map: 'Record<string, string>' })}
const db = new Kysely<{ logs: Logs }>({ dialect: { createAdapter: () => new SqliteAdapter(), createDriver: () => new DummyDriver(), createIntrospector: (k) => new SqliteIntrospector(k), createQueryCompiler: () => new SqliteQueryCompiler() } });`,
    query: (n) => `export const q${n} = db.selectFrom('logs').where('timestamp', '>', '${n}').where('partition_date', '>', '${n}')
  .select(['logger', 'level']).select((e) => [e.fn.countAll<number>().as('n'), e.fn.max('timestamp').as('last'), e.fn.avg('response_size').as('size${n}')])
  .where('level', '=', 'ERROR').where('http_status', '>=', ${n}).where('message', 'like', '%${n}%')
  .groupBy(['logger', 'level']).orderBy('n', 'desc').limit(${n + 1});
export type R${n} = Awaited<ReturnType<typeof q${n}.execute>>[number]['size${n}'];`,
  },
  {
    name: 'hypequery',
    head: `import { createQueryBuilder } from '@hypequery/clickhouse';
${logsInterface({ text: "'String'", nullableText: "'Nullable(String)'", integer: "'Nullable(Int32)'", long: "'Nullable(Int64)'", map: "'Map(String, String)'" }).replace('interface Logs {', 'type Logs = {')}
const db = createQueryBuilder<{ logs: Logs }>({ url: 'http://localhost', username: 'a', password: '', database: 'a' });`,
    query: (n) => `export const q${n} = db.table('logs').where('timestamp', 'gt', '${n}').where('partition_date', 'gt', '${n}')
  .select(['logger', 'level']).count('ingest_line', 'n').max('timestamp', 'last').avg('response_size', 'size${n}')
  .where('level', 'eq', 'ERROR').where('http_status', 'gte', ${n}).where('message', 'like', '%${n}%')
  .groupBy(['logger', 'level']).orderBy('n', 'DESC').limit(${n + 1});
export type R${n} = Awaited<ReturnType<typeof q${n}.execute>>[number]['size${n}'];`,
  },
];

/** A file of so many queries. */
export function queryFile({ head, query }: QueryWriter, count: number): string {
  return [head, ...Array.from({ length: count }, (_, number) => query(number)), 'export {};'].join('\n');
}
