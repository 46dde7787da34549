import { LogexError } from '@logex/log-schema';
import { QueryError, type LogClient } from '@logex/query-sdk';
import fastify, { type FastifyInstance } from 'fastify';

interface ErrorRateQuery {
  readonly from?: string;
  readonly to?: string;
  readonly lastDays?: number;
  readonly bucket?: 'minute' | 'hour' | 'day';
}

/** Options in an address are text; Fastify turns them into what the schema says. */
const querystring = {
  type: 'object',
  properties: { from: { type: 'string' }, to: { type: 'string' }, lastDays: { type: 'integer' }, bucket: { type: 'string' } },
} as const;

/** A service with one address, `GET /error-rate`: how many events there were in each span of time, and how many of them errors. */
export function createService(client: LogClient): FastifyInstance {
  const service = fastify();
  service.get<{ Querystring: ErrorRateQuery }>('/error-rate', { schema: { querystring } }, async (request, reply) => {
    const gone = new AbortController();
    // A caller that hangs up needs no answer: the query ends on the server.
    reply.raw.on('close', () => gone.abort());
    return client.ask('error-rate', request.query, { signal: gone.signal });
  });
  service.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof LogexError)) return reply.send(error);
    const status = error.kind === 'usage' ? 400 : error instanceof QueryError && error.retry ? 503 : 502;
    return reply.status(status).send({ code: error.code, message: error.message, hint: error.hint });
  });
  return service;
}
