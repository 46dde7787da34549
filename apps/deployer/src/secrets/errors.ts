import { LogexError } from '@logex/log-schema';

/** A secret whose text is no JSON object of texts. */
export function secretUnreadable(arn: string): LogexError {
  return new LogexError({
    code: 'deployer/secret-unreadable',
    kind: 'usage',
    message: `reading ${arn}: its value is no JSON object of texts, and a value of yours is never overwritten`,
    hint: 'mend the value in Secrets Manager, or take it away to have it made',
  });
}

/** A secret whose members do not fit each other. */
export function secretDisagrees(arn: string, why: string): LogexError {
  return new LogexError({
    code: 'deployer/secret-disagrees',
    kind: 'usage',
    message: `checking ${arn}: ${why}; a value of yours is never overwritten`,
    hint: 'mend the value in Secrets Manager: give the password and its SHA-256 in hexadecimal, or neither',
  });
}
