import { LogexError } from '@logex/log-schema';
import { QueryError } from './query-error.ts';
import type { ServerFault } from './run/server-codes.ts';

/** The package `chdb`, or its library for this platform, cannot be loaded. */
export function engineMissing(cause: unknown): LogexError {
  return new LogexError({
    code: 'query/engine-missing',
    kind: 'usage',
    message: `starting the embedded engine: the package 'chdb' cannot be loaded on ${process.platform}-${process.arch}; it exists for Linux (x64, arm64, glibc) and macOS`,
    hint: "run 'npm install chdb', or use createLogClient with the URL of a ClickHouse server",
    cause,
  });
}

/** Another process has the data directory of the engine open, or it cannot be written. */
export function engineDirectoryBusy(directory: string, cause: unknown): LogexError {
  return new LogexError({
    code: 'query/engine-directory-busy',
    kind: 'outside',
    message: `starting the embedded engine: its data directory '${directory}' cannot be opened; it must be writable, and one process at a time may have it open`,
    hint: 'wait for the other process to end, or name another directory',
    retry: true,
    cause,
  });
}

const usage = (code: string, message: string, hint?: string): LogexError =>
  new LogexError({ code: `query/${code}`, kind: 'usage', message, ...(hint === undefined ? {} : { hint }) });

/** How a value is told without telling it. */
const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'number') return Number.isInteger(value) ? 'a whole number' : 'a number that is not whole';
  return typeof value === 'string' ? `text of ${value.length} characters` : typeof value;
};

/** A value cannot be bound as the type it is for. The value itself stays out of the message. */
export function valueNotForType(subject: string, type: string, value: unknown): LogexError {
  return usage('value-not-for-type', `binding a value for '${subject}': got ${kindOf(value)}; it must be ${type}`,
    value === null || value === undefined ? "use the operators 'is null' and 'is not null' for null" : undefined);
}

/** An operator does not fit the type of its column, or does not exist. */
export function operatorNotForType(subject: string, type: string, known?: readonly string[]): LogexError {
  return known === undefined
    ? usage('operator-not-for-type', `comparing '${subject}' of type ${type}: like and contains are for text`)
    : usage('operator-unknown', `comparing '${subject}': the operator is not known; it must be one of ${known.join(', ')}`);
}

/** A table is not one of the schema. */
export function tableUnknown(name: string, known: readonly string[]): LogexError {
  return usage('table-unknown', `from('${name}'): no table of the schema has that name; there are ${known.join(', ')}`,
    'hand over a table made by defineTable for one of your own');
}

/** A table has no such column, nor a selection of that name. */
export function columnUnknown(table: string, name: string, known: readonly string[]): LogexError {
  return usage('column-unknown', `querying ${table}: it has no '${name}'; there are ${known.join(', ')}`);
}

/** A name in a result has characters beyond letters, digits and underscores. */
export function nameNotAllowed(name: string): LogexError {
  return usage('name-not-allowed', `selecting as '${name}': a name has letters, digits and underscores, no digit first`);
}

/** A name in a result hides a column, which ClickHouse would then read in its stead, in conditions too. */
export function aliasIsColumn(table: string, alias: string): LogexError {
  return usage('alias-is-column', `selecting as '${alias}': ${table} has a column of that name, which it would hide`, `choose another name, such as '${alias}_value'`);
}

/** A query selects nothing. */
export function nothingSelected(table: string): LogexError {
  return usage('nothing-selected', `compiling a query on ${table}: nothing is selected`, 'add .select(…)');
}

/** A selected value is neither aggregated nor grouped by. */
export function notGrouped(table: string, alias: string): LogexError {
  return usage('not-grouped', `compiling a query on ${table}: '${alias}' stands beside aggregates, and is not grouped by`, `add .groupBy('${alias}')`);
}

/** A query that belongs to no client was run. */
export function queryNotBound(table: string): LogexError {
  return usage('not-bound', `running a query on ${table}: it belongs to no client`, 'begin with client.from(…), or hand the query to client.execute(…)');
}

/** A table without a column of moments or days was asked for a range of time. */
export function timeColumnMissing(table: string, known: readonly string[]): LogexError {
  return usage('time-column-missing', `filtering ${table} by time: it has none of the columns ${known.join(', ')}`, 'use .where(…) on the column that holds the time');
}

/** A range of time that no row can be in. */
export function rangeEmpty(why: string): LogexError {
  return usage('range-empty', `filtering by time: the range is empty, since ${why}`, 'from is inclusive, to is exclusive; or give lastDays');
}

/** A range of time that ends before it begins. */
export function rangeReversed(from: string, to: string): LogexError {
  return usage('range-reversed', `filtering by time: from ${from} is after to ${to}`, 'exchange them');
}

/** Text that is no ClickHouse type. */
export function typeNotAllowed(type: string): LogexError {
  return usage('type-not-allowed', `binding a value: '${type}' is no ClickHouse type`, "give one such as 'UInt8' or \"DateTime64(6, 'UTC')\"");
}

/** A limit of a client that is not above zero. */
export function limitNotAllowed(name: string, value: number): LogexError {
  return usage('limit-not-allowed', `creating a log client: ${name} is ${value}; it must be a number above 0`);
}

/** An address that is not one of HTTP, or has credentials in it. It is not repeated, since it may hold a password. */
export function urlNotAllowed(): LogexError {
  return usage('url-not-allowed', 'creating a log client: the url must begin with http:// or https://, and hold no credentials', 'give username and password as options of their own');
}

/** A question that does not exist. */
export function questionUnknown(name: string, known: readonly string[]): LogexError {
  return usage('question-unknown', `asking '${name}': there is no such question; there are ${known.join(', ')}`);
}

/** Options that a question does not take. */
export function questionOptions(name: string, problems: readonly string[]): LogexError {
  return usage('question-options', `asking '${name}': ${problems.join('; ')}`);
}

/** A warehouse without a folder of tables. */
export function warehouseEmpty(warehouse: string): LogexError {
  return usage('warehouse-empty', `opening the warehouse '${warehouse}': no table is in its folder 'analytics'`,
    `fill it first: logex-jobs ingest --input <folder> --warehouse ${warehouse}`);
}

/** The embedded engine reads files below the working directory only, and the warehouse is not there. */
export function warehouseOutsideDirectory(warehouse: string, directory: string): LogexError {
  return usage('warehouse-outside-directory',
    `opening the warehouse '${warehouse}': the embedded engine reads files below the working directory only, and that is '${directory}'`,
    'start the process in a folder that holds the warehouse, or pass changeDirectory: true');
}

/** A count beyond 2^53, which a number cannot hold. */
export function countTooLarge(): LogexError {
  return new LogexError({ code: 'query/count-too-large', kind: 'outside', message: 'reading a count: it is beyond 2^53, more than a number holds exactly' });
}

/** An error that the server reported; `detail` only where its words name tables, columns and types alone. */
export function serverReported(
  { fault, hint, retry = false }: ServerFault, code: number, type: string, detail: string | undefined,
): QueryError {
  return new QueryError({
    code: `query/${fault === 'usage' ? 'refused' : fault}`,
    kind: fault === 'usage' ? 'usage' : 'outside',
    fault,
    serverCode: code,
    serverType: type,
    retry,
    message: `running a query: ClickHouse reported ${type} (${code})${detail === undefined ? '' : `: ${detail}`}`,
    ...(hint === undefined ? {} : { hint }),
  });
}

/** No answer within the time that the client waits. */
export function queryTimedOut(): QueryError {
  return new QueryError({
    code: 'query/timeout', kind: 'outside', fault: 'timeout', retry: true,
    message: 'running a query: no answer came in time',
    hint: 'narrow the time range, or raise requestTimeoutMs',
  });
}

/** The server cannot be reached, or the connection broke. */
export function connectionFailed(fault: string): QueryError {
  return new QueryError({
    code: 'query/connection', kind: 'outside', fault: 'connection', retry: true,
    message: `running a query: the connection failed (${fault})`,
    hint: 'check that the url is that of the HTTP interface, and that the server runs',
  });
}

/** The caller's signal ended the query. */
export function queryAborted(): QueryError {
  return new QueryError({ code: 'query/aborted', kind: 'usage', fault: 'usage', message: 'running a query: its signal was aborted' });
}

/** A query on a table that has times was run without a range of time. */
export function rangeMissing(table: string): LogexError {
  return usage('range-missing', `running a query on ${table}: it has no range of time, and would read the whole table`, 'add .timeRange(…), or .allTime() to read everything');
}

/** Empty spans of time cannot be filled. */
export function fillNotPossible(table: string, name: string, why: string): LogexError {
  return usage('fill-not-possible', `filling '${name}' in a query on ${table}: ${why}`, `select a timeBucket as '${name}', give a timeRange, and .orderBy('${name}') before other orders`);
}

/** A query cannot be read page by page. */
export function pageNotPossible(table: string, why: string): LogexError {
  return usage('page-not-possible', `reading a page of ${table}: ${why}`, 'page plain rows, with no order and no limit of their own, by a key that is unique and never null');
}

/** Text that is no cursor of this query. It is not repeated. */
export function cursorNotAllowed(): LogexError {
  return usage('cursor-not-allowed', 'reading a page: the cursor is not one that a page of this query gave', 'hand over what the page before gave as next, or nothing for the first page');
}

/** A scoped client was asked for a table that its scope does not name. */
export function tableNotScoped(table: string, known: readonly string[]): LogexError {
  return usage('table-not-scoped', `querying ${table}: the scope of this client names ${known.join(', ')} only`, `add from('${table}').where(…) to the scope`);
}

/** A scoped client was handed a query that is not a typed select, whose conditions it cannot know. */
export function queryNotScoped(): LogexError {
  return usage('query-not-scoped', 'running SQL of your own on a scoped client: its conditions cannot be enforced there', 'use from(…), or a client without a scope');
}

/** Something that cannot be the scope of a client. */
export function scopeNotAllowed(why: string): LogexError {
  return usage('scope-not-allowed', `scoping a client: ${why}`, "give a query for each table: scopedTo(from('logs').where('logger', '=', 'shop'))");
}

/** A server older than what the client was created for. */
export function serverTooOld(version: string, oldest: string): LogexError {
  return new LogexError({
    code: 'query/server-too-old',
    kind: 'usage',
    message: `asking the server: it is ClickHouse ${version}, and the client is made for ${oldest} and later, which read Iceberg tables rightly`,
    hint: "upgrade the server, or create the client with version: '23.8' and tier: 'hot', which reads MergeTree tables only",
  });
}

/** Something that a chosen version of ClickHouse cannot do. */
export function notInVersion(version: string, what: string): LogexError {
  return usage('not-in-version', `creating a log client for ClickHouse ${version}: it cannot ${what}`, "read the hot tables (tier: 'hot'), or use a current server");
}

/** A query on a client that is closed, or that was closed while the query ran. */
export function clientClosed(): LogexError {
  return usage('closed', 'running a query: its client is closed', 'await your queries before you close the client');
}
