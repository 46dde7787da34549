import { LogexError, saltVariable } from '@logex/log-schema';

/** A policy hashes, and there is no salt that is fit for it. */
export function saltMissing(seen: string): LogexError {
  return new LogexError({
    code: 'jobs/pii-salt-missing',
    kind: 'usage',
    message: `hashing by the PII policy: ${saltVariable} is ${seen}; allowed is a secret of 16 to 200 letters, digits and characters of '+/=_.-'`,
    hint: `set ${saltVariable} from your secret store (openssl rand -base64 32 makes one), and keep it: with another one, equal values no longer have equal hashes`,
  });
}
