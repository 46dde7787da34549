import type { QueryFault } from '../query-error.ts';

/** How an error of the server is told. */
export interface ServerFault {
  readonly fault: QueryFault;
  readonly hint?: string;
  /** Whether the server's message names tables, columns and types only, and may be shown. */
  readonly nameable?: boolean;
  readonly retry?: boolean;
}

const refused = 'grant the account SELECT on the tables, and readonly = 2 so that it may send limits with a query';
const limits = 'narrow the time range, select less, or raise the limit in the options of the client';

/** Error codes of ClickHouse that are not simply the server's fault. Source: ClickHouse, `src/Common/ErrorCodes.cpp`. */
export const serverCodes: Readonly<Record<number, ServerFault>> = {
  36: { fault: 'usage', nameable: false },
  43: { fault: 'usage', nameable: true },
  46: { fault: 'usage', nameable: true },
  47: { fault: 'usage', nameable: true, hint: "check the column; a table of an earlier release lacks it until 'logex-jobs migrate' was run" },
  53: { fault: 'usage', nameable: false },
  60: { fault: 'usage', nameable: true, hint: 'create the table, or name its database in the options of the client' },
  62: { fault: 'usage', nameable: false, hint: 'look at compile().sql' },
  81: { fault: 'usage', nameable: true, hint: 'create the database, or name another one in the options of the client' },
  115: { fault: 'usage', nameable: true },
  159: { fault: 'timeout', hint: 'narrow the time range, or raise maxExecutionSeconds', retry: true },
  158: { fault: 'limit', hint: limits },
  160: { fault: 'limit', hint: limits },
  164: { fault: 'usage', hint: refused },
  201: { fault: 'limit', hint: 'wait until the quota of the account is renewed', retry: true },
  202: { fault: 'limit', hint: 'send fewer queries at once', retry: true },
  209: { fault: 'timeout', retry: true },
  215: { fault: 'usage', nameable: true, hint: 'add the column to groupBy' },
  241: { fault: 'limit', hint: limits },
  307: { fault: 'limit', hint: limits },
  396: { fault: 'limit', hint: limits },
  452: { fault: 'usage', hint: refused },
  457: { fault: 'usage', hint: 'a bound value does not fit the type of its placeholder' },
  497: { fault: 'usage', hint: refused },
  516: { fault: 'connection', hint: 'check username and password' },
};
