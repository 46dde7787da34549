/** How the text of a JSON member becomes the value of a column. */
export type MemberReading = 'text' | 'integer' | 'long' | 'level' | 'timestamp';

/** A column that a JSON line can fill. */
export interface JsonField {
  /** Names that the member goes by, best first. */
  readonly names: readonly string[];
  /** How its text is read; text that cannot be read so stays in `attributes`. */
  readonly reading: MemberReading;
}

/** Fields by the column that they fill. */
export type JsonFields = Readonly<Record<string, JsonField>>;

/**
 * JSON application logs: one object a line. Members named here fill columns; every other member is kept in
 * `attributes` as text, objects and lists as JSON text. Names beyond the column's own are those of log4j, logback,
 * pino, bunyan, Python, nginx and the dotted form of the Elastic Common Schema.
 */
export const jsonApplication = {
  name: 'json',
  /** What an event says of itself. */
  eventFields: {
    timestamp: { names: ['timestamp', '@timestamp', 'time', 'ts', 'datetime'], reading: 'timestamp' },
    level: { names: ['level', 'severity', 'lvl', 'loglevel', 'levelname', 'log.level'], reading: 'level' },
    message: { names: ['message', 'msg'], reading: 'text' },
    logger: { names: ['logger', 'logger_name', 'loggerName', 'log.logger'], reading: 'text' },
    thread: { names: ['thread', 'thread_name', 'threadName', 'process.thread.name'], reading: 'text' },
    source_file: { names: ['source_file', 'log.origin.file.name'], reading: 'text' },
    line_number: { names: ['line_number', 'lineno', 'log.origin.file.line'], reading: 'integer' },
    exception_class: { names: ['exception_class', 'error.type'], reading: 'text' },
    exception_message: { names: ['exception_message', 'error.message'], reading: 'text' },
  },
  /** What it says of an HTTP request. */
  requestFields: {
    ip_address: { names: ['ip_address', 'remote_addr', 'client_ip', 'remote_ip'], reading: 'text' },
    remote_user: { names: ['remote_user'], reading: 'text' },
    http_method: { names: ['http_method', 'request_method'], reading: 'text' },
    http_path: { names: ['http_path'], reading: 'text' },
    http_query: { names: ['http_query'], reading: 'text' },
    http_version: { names: ['http_version'], reading: 'text' },
    http_status: { names: ['http_status', 'status_code'], reading: 'integer' },
    response_size: { names: ['response_size', 'body_bytes_sent'], reading: 'long' },
    referer: { names: ['referer', 'http_referer'], reading: 'text' },
    user_agent: { names: ['user_agent', 'http_user_agent'], reading: 'text' },
  },
} as const satisfies { name: string; eventFields: JsonFields; requestFields: JsonFields };

/** Every field, by the column that it fills. */
export const jsonFields = { ...jsonApplication.eventFields, ...jsonApplication.requestFields } as const;
