import { LogexError, type LogexErrorInit } from '@logex/log-schema';

/**
 * What kind of fault ended a query. `usage`: the query or the account; `connection`: no answer; `timeout`: it took too long;
 * `limit`: a bound on rows, bytes or memory; `server`: anything else that the server reported.
 */
export type QueryFault = 'usage' | 'connection' | 'timeout' | 'limit' | 'server';

/** A query that failed while it ran. Never holds a bound value, nor a message of the server that may repeat one. */
export class QueryError extends LogexError {
  readonly fault: QueryFault;
  /** Error code of the server, if it answered: 60 for an unknown table. */
  readonly serverCode: number | undefined;
  /** Its name: `UNKNOWN_TABLE`. */
  readonly serverType: string | undefined;

  constructor(init: LogexErrorInit & { readonly fault: QueryFault; readonly serverCode?: number; readonly serverType?: string }) {
    super(init);
    this.name = 'QueryError';
    this.fault = init.fault;
    this.serverCode = init.serverCode;
    this.serverType = init.serverType;
  }
}
