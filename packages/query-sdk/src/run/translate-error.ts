import { parseError, type ClickHouseError } from '@clickhouse/client';
import { LogexError } from '@logex/log-schema';
import { connectionFailed, queryTimedOut, serverReported } from '../errors.ts';
import type { ParameterValue } from '../nodes/parameter-node.ts';
import { serverCodes } from './server-codes.ts';

/** Turns what a client threw into a `QueryError` that holds no bound value. */
export function translateError(error: unknown, parameters: Readonly<Record<string, ParameterValue>>): LogexError {
  if (error instanceof LogexError) return error;
  const reported = error instanceof Error ? parseError(error) : error;
  if (isServerError(reported)) {
    const fault = serverCodes[Number(reported.code)] ?? { fault: 'server' as const };
    const sentence = firstSentence(reported.message);
    const detail = fault.nameable === true && !mentions(sentence, parameters) ? sentence : undefined;
    return serverReported(fault, Number(reported.code), reported.type ?? 'UNKNOWN', detail);
  }
  if (error instanceof Error && /timeout/iu.test(error.message)) return queryTimedOut();
  return connectionFailed(faultName(error));
}

/** By its form: the embedded engine throws the class of another copy of the client's code. */
function isServerError(error: unknown): error is ClickHouseError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^\d+$/u.test(error.code) && 'type' in error;
}

/** An error that the server wrote behind rows it had sent already. */
export function errorInResult(text: string): Error | undefined {
  const tail = text.slice(-32_768);
  const start = tail.lastIndexOf('Code: ');
  const reported = start < 0 ? undefined : parseError(tail.slice(start));
  return isServerError(reported) ? reported : undefined;
}

/** Values of one or two characters are in any sentence, and tell nothing. */
function mentions(message: string, parameters: Readonly<Record<string, ParameterValue>>): boolean {
  return Object.values(parameters).flat().some((value) => typeof value === 'string' && value.length > 2 && message.includes(value));
}

function firstSentence(message: string): string {
  return message.split(/\. |: In scope| in scope |\n/u)[0]?.slice(0, 300).trim() ?? '';
}

/** Code of a socket error, such as ECONNREFUSED; an error without one is named by its class, since its text may hold anything. */
function faultName(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown fault';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return /socket hang up/iu.test(error.message) ? 'socket hang up' : error.name;
}
