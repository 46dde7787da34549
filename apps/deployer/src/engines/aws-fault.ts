import { LogexError } from '@logex/log-schema';
import { awsFailed, credentialsExpired, credentialsMissing, permissionMissing } from './errors.ts';

/** Names that AWS services have for credentials that are dead or of nobody. */
const deadCredentials = /^(?:Expired|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|RequestExpired|InvalidAccessKeyId)/u;

/** An error of the AWS SDK as one of ours; `act` says what was tried, `action` is the IAM action that it takes. */
export function awsFault(act: string, action: string, error: unknown): LogexError {
  if (error instanceof LogexError) return error;
  const { name, message } = error instanceof Error ? error : { name: 'unknown', message: String(error) };
  if (name === 'CredentialsProviderError') return credentialsMissing(act, error);
  if (deadCredentials.test(name)) return credentialsExpired(act, error);
  if (name.startsWith('AccessDenied')) return permissionMissing(act, action, message);
  return awsFailed(act, `${name}: ${message}`, error);
}
