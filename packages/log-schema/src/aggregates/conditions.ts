import { call, ref, type Expression } from '../expressions/expression.ts';
import { errorLevels } from '../formats/log-level.ts';

/** Events at an error level. */
export const isErrorLevel: Expression = call('oneOf', ref('level'), ...errorLevels);

/** Requests: lines of an access log that hold HTTP. */
export const isRequest: Expression = call('isNotNull', ref('http_method'));

/** Requests that the server failed: status 500 and above. */
export const isServerError: Expression = call('atLeast', ref('http_status'), 500);

/** Requests that failed on either side: status 400 and above. */
export const isFailedRequest: Expression = call('atLeast', ref('http_status'), 400);
