import { ApiException } from '@kubernetes/client-node';
import { LogexError } from '@logex/log-schema';
import { clusterBusy, clusterUnreachable, fieldConflict, kindUnknown, notAllowed, notSignedIn, objectGone, objectRefused, type FieldOwner } from '../errors.ts';

/** What was being done when a request failed. */
export interface Attempt {
  /** Such as `applying Service clickhouse/clickhouse`. */
  readonly act: string;
  readonly server: string;
  /** Context of the kubeconfig. */
  readonly context: string;
}

interface Status {
  readonly message?: string;
  readonly reason?: string;
  readonly details?: { readonly causes?: readonly { readonly reason?: string; readonly message?: string; readonly field?: string }[] };
}

/** Answers after which the same request may succeed. */
const passing: readonly number[] = [408, 425, 429, 500, 502, 503, 504];

/** What a failed request means to the user. A request that is worth repeating gives an error with `retry`. */
export function apiFault(error: unknown, attempt: Attempt): LogexError {
  if (error instanceof LogexError) return error;
  if (!(error instanceof ApiException)) return transportFault(error, attempt);
  const status = (error.body ?? {}) as Status;
  const message = status.message ?? error.message;
  const { act, context, server } = attempt;
  if (error.code === 401) return notSignedIn(context, server, message, error);
  if (error.code === 403) return notAllowed(act, message, error);
  if (error.code === 404) return status.reason === 'KindUnknown' ? kindUnknown(act, message) : objectGone(act, message, error);
  if (error.code === 409 && status.reason !== 'AlreadyExists') return conflict(act, status, message, error);
  // The API server answers 500 to fields of the wrong type.
  if (passing.includes(error.code) && !/failed to create typed patch object/u.test(message)) return clusterBusy(act, error.code, message, error);
  return objectRefused(act, message, error);
}

/** Seconds that the server asks to wait; 0 where it says nothing. */
export function retryAfterSeconds(error: unknown): number {
  if (!(error instanceof ApiException)) return 0;
  const seconds = Number(error.headers['retry-after'] ?? 0);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 60) : 0;
}

/** Whether the answer was that there is no such object, or no such kind. */
export function isMissing(error: unknown): boolean {
  return error instanceof LogexError && (error.code === 'k8s/object-gone' || error.code === 'k8s/kind-unknown');
}

function conflict(act: string, { details }: Status, message: string, error: unknown): LogexError {
  const owners = (details?.causes ?? []).flatMap(({ reason, message: text = '', field = '' }): FieldOwner[] =>
    reason === 'FieldManagerConflict' ? [{ field: field.replace(/^\./u, ''), owner: /"([^"]*)"/u.exec(text)?.[1] ?? 'another writer' }] : [],
  );
  return owners.length > 0 ? fieldConflict(act, owners) : clusterBusy(act, 409, message, error);
}

// Before a request is sent, the client runs the program that the kubeconfig names for credentials.
function transportFault(error: unknown, { act, context, server }: Attempt): LogexError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const text = cause instanceof Error ? cause.message || String((cause as NodeJS.ErrnoException).code) : String(cause);
  const code = cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? '') : '';
  const fromClient = error instanceof Error && cause === error && code === '' && error.name === 'Error';
  if (code === 'ENOENT' || fromClient) return notSignedIn(context, server, text.trim(), error);
  return clusterUnreachable(act, server, text, error);
}
