import { openEmbeddedEngine } from '@logex/query-sdk/embedded';

/** The engine's own way from raw lines to Parquet, with nothing of LogEx in it. */
export interface BareInsertOptions {
  readonly input: string;
  readonly output: string;
  /** `json-rows`: the format JSONEachRow. `json-extract`: JSONExtract of a tuple. `groups`: extractGroups of an access log line. */
  readonly how: 'json-rows' | 'json-extract' | 'groups';
}

const fields = ['timestamp', 'level', 'message', 'logger', 'thread', 'source_file', 'line_number', 'exception_class', 'exception_message', 'request_id'];
const typed = (timestamp: string): string => fields.map((name) => `${name} ${name === 'timestamp' ? timestamp : name === 'line_number' ? 'Nullable(Int64)' : 'Nullable(String)'}`).join(', ');
const pattern = '^(\\\\S+) (\\\\S+) (\\\\S+) \\\\[([^\\\\]]+)\\\\] "([^"]*)" (\\\\d+) (\\\\S+) "([^"]*)" "([^"]*)"';

const selects: Readonly<Record<BareInsertOptions['how'], (input: string) => string>> = {
  'json-rows': (input) => `SELECT * FROM file('${input}', 'JSONEachRow', '${typed('DateTime64(6)')}')`,
  'json-extract': (input) =>
    `WITH JSONExtract(line, 'Tuple(${typed('Nullable(String)')})') AS t SELECT parseDateTime64BestEffortOrNull(t.1, 6, 'UTC') AS timestamp, ${fields.slice(1).map((name, index) => `t.${index + 2} AS ${name}`).join(', ')} FROM file('${input}', 'LineAsString', 'line String')`,
  groups: (input) =>
    `WITH extractGroups(line, '${pattern}') AS t SELECT t[1] AS ip, t[3] AS user, parseDateTime64OrNull(t[4], '%d/%b/%Y:%H:%i:%s %z', 'UTC') AS timestamp, t[5] AS request, toInt32OrNull(t[6]) AS status, toInt64OrNull(t[7]) AS size, t[8] AS referer, t[9] AS agent FROM file('${input}', 'LineAsString', 'line String')`,
};

/** Runs the bare INSERT with one thread. */
export async function bareInsert({ input, output, how }: BareInsertOptions): Promise<Record<string, number>> {
  const engine = await openEmbeddedEngine();
  await engine.client.command({
    query: `INSERT INTO FUNCTION file('${output}', 'Parquet') ${selects[how](input)}`,
    clickhouse_settings: {
      max_threads: 1, max_insert_threads: '1', date_time_input_format: 'best_effort', engine_file_truncate_on_insert: 1, output_format_parquet_parallel_encoding: 0,
    },
  });
  await engine.close();
  return {};
}
