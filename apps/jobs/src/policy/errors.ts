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

/** Lines were kept under a policy before, and this job names none. */
export function policyMissing(): LogexError {
  return new LogexError({
    code: 'jobs/pii-policy-missing',
    kind: 'usage',
    message: 'ingesting: the last lines of these tables were kept under a PII policy, and this job has none; nothing was read',
    hint: 'give --policy the file of the jobs before; to end the policy, one with { "columns": {} }',
  });
}
