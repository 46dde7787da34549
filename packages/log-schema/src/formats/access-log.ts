/** How a segment of an access log line is delimited. */
export type SegmentShape = 'host-port' | 'token' | 'words' | 'bracketed' | 'quoted' | 'status' | 'size' | 'rest';

/** One segment of an access log line. */
export interface Segment {
  readonly name: string;
  readonly shape: SegmentShape;
}

/**
 * Text of each shape, as a group of a regular expression that RE2 and Java read alike. Repetitions are of single
 * characters, so that Java neither recurses nor goes back over a long line.
 *
 * `words` is a user name, which may hold spaces but no bare quote (an empty name is logged as `""`). A `host-port` holds one
 * colon outside of brackets, so a client's IPv6 address is never taken for one.
 */
export const shapePatterns: Readonly<Record<SegmentShape, string>> = {
  'host-port': '([^ :]+:[0-9]+|\\[[0-9A-Fa-f:.]+\\]:[0-9]+)',
  token: '([^ ]+)',
  words: '(""|(?:[^"]|\\\\")[^"]*?(?:\\\\"[^"]*?)*?)',
  bracketed: '\\[([^\\]\\[]+)\\]',
  quoted: '"([^"\\\\]*(?:\\\\.[^"\\\\]*)*)"',
  status: '([0-9]{3}|-)',
  size: '([0-9]+|-)',
  rest: '(.*)',
};

/**
 * The access log formats of Apache httpd: Common, Combined, and both behind a virtual host. One description: an
 * optional host, the common part, an optional pair of headers, and whatever follows. Source: Apache HTTP Server
 * documentation, `mod_log_config`.
 *
 * A valid line with more behind it is kept, and the extra text stands in `attributes['extra']`. Escapes `\"` and `\\` in
 * quoted segments are resolved; `\xhh` and the others stay as they were logged.
 */
export const accessLog = {
  /** Name of the family, kept with lines that were tried in it and rejected. */
  family: 'access',
  /** Names of the format without and with headers, plain and behind a virtual host. */
  names: { common: 'common', combined: 'combined', vhostCommon: 'vhost_common', vhostCombined: 'vhost_combined' },
  prefix: [{ name: 'vhost', shape: 'host-port' }],
  core: [
    { name: 'ip_address', shape: 'token' },
    { name: 'ident', shape: 'token' },
    { name: 'remote_user', shape: 'words' },
    { name: 'time', shape: 'bracketed' },
    { name: 'request', shape: 'quoted' },
    { name: 'http_status', shape: 'status' },
    { name: 'response_size', shape: 'size' },
  ],
  headers: [
    { name: 'referer', shape: 'quoted' },
    { name: 'user_agent', shape: 'quoted' },
  ],
  extra: [{ name: 'extra', shape: 'rest' }],
} as const satisfies {
  family: string;
  names: Readonly<Record<string, string>>;
  prefix: readonly Segment[];
  core: readonly Segment[];
  headers: readonly Segment[];
  extra: readonly Segment[];
};

const sequence = (segments: readonly Segment[]): string =>
  segments.map((segment) => shapePatterns[segment.shape]).join(' ');

/**
 * The whole line as one anchored regular expression; it ends in `\z`, since `$` matches before a last line break in Java.
 * Its groups are `accessLogGroups`, in order; the headers are a group of their own too, so that two empty headers
 * differ from none.
 */
export const accessLogPattern = `(?s)^(?:${sequence(accessLog.prefix)} )?${sequence(accessLog.core)}( ${sequence(accessLog.headers)})?(?: ${sequence(accessLog.extra)})?\\z`;

/** Names of the groups of {@link accessLogPattern}. */
export const accessLogGroups: readonly string[] = [
  ...accessLog.prefix.map((segment) => segment.name),
  ...accessLog.core.map((segment) => segment.name),
  'headers',
  ...accessLog.headers.map((segment) => segment.name),
  ...accessLog.extra.map((segment) => segment.name),
];

/** Names of the groups of {@link plainAccessPattern}; `query` is what stands behind the mark of `query_mark`. */
export const plainAccessGroups = [
  'ip_address', 'remote_user', 'time', 'http_method', 'http_path', 'query_mark', 'http_query', 'http_version', 'http_status', 'response_size', 'headers', 'referer', 'user_agent',
] as const;

/**
 * Most access log lines, and none that {@link accessLogPattern} reads in another way: a client without `{` before it, no `ident`, a user without spaces or quotes,
 * an HTTP request without spaces in its target, no escapes, nothing behind. At each place the next character tells what it is of, so
 * that a matcher need not go back.
 */
export const plainAccessPattern = String.raw`^([0-9A-Za-z:-][^ ]*) - ([^ "]+) \[([^\]\[]+)\] "([A-Za-z][A-Za-z_-]*) ([^ ?"\\]*)(\?([^ "\\]*))? HTTP/([^ "\\]*)" ([0-9]{3}|-) ([0-9]+|-)( "([^"\\]*)" "([^"\\]*)")?\r?\z`;
