import type * as api from '@opentelemetry/api';
import { LogexError } from '@logex/log-schema';

type Api = typeof api;

let loaded: Promise<Api | undefined> | undefined;

/** The API package where it is installed. It is an optional peer: without it there are no spans. */
function loadApi(): Promise<Api | undefined> {
  loaded ??= import('@opentelemetry/api').catch(() => undefined);
  return loaded;
}

/** The span of one query. Names and values follow OpenTelemetry's semantic conventions for databases. */
export interface QuerySpan {
  /** Ends the span of a query that was answered; does nothing to one that has failed. */
  readonly answered: (rows: number) => void;
  /** Ends the span of a query that failed. It holds the code of the error, and no message. */
  readonly failed: (error: unknown) => void;
}

const silent: QuerySpan = { answered: () => undefined, failed: () => undefined };

/** Begins a span for a query, as a child of the active one. The text has placeholders where values were. */
export async function beginQuerySpan(sql: string): Promise<QuerySpan> {
  const otel = await loadApi();
  if (otel === undefined) return silent;
  const span = otel.trace.getTracer('@logex/query-sdk').startSpan('logex query', {
    kind: otel.SpanKind.CLIENT,
    attributes: { 'db.system.name': 'clickhouse', 'db.operation.name': 'SELECT', 'db.query.text': sql },
  });
  let ended = false;
  const end = (): void => {
    ended = true;
    span.end();
  };
  return {
    answered: (rows) => {
      if (ended) return;
      span.setAttribute('db.response.returned_rows', rows);
      end();
    },
    failed: (error) => {
      span.setAttribute('error.type', error instanceof LogexError ? error.code : 'unknown');
      span.setStatus({ code: otel.SpanStatusCode.ERROR });
      end();
    },
  };
}
