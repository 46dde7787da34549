import type { LogexError } from '@logex/log-schema';
import {
  backendChanged,
  credentialsExpired,
  credentialsMissing,
  dependencyLeft,
  destroyPrevented,
  permissionMissing,
  planMismatch,
  providerUnavailable,
  stateLocked,
  terraformFailed,
} from './errors.ts';
import type { Diagnostic } from './terraform-message.ts';

interface Rule {
  readonly pattern: RegExp;
  readonly fault: (act: string, text: string) => LogexError;
}

const lockField = (text: string, name: string): string => new RegExp(`${name}:\\s*(\\S.*)`, 'u').exec(text)?.[1]?.trim() ?? 'unknown';

// The first rule that fits wins: a lock or dead credentials explain the permissions that their text may mention too.
const rules: readonly Rule[] = [
  {
    pattern: /Error acquiring the state lock|Error locking state/u,
    fault: (act, text) =>
      stateLocked(act, { id: lockField(text, 'ID'), who: lockField(text, 'Who'), created: lockField(text, 'Created'), operation: lockField(text, 'Operation') }),
  },
  {
    pattern: /Saved plan is stale|Saved plan does not match|plan file can no longer be applied|Failed to load .* as a plan file|Invalid plan file/iu,
    fault: (_act, text) => planMismatch(text, text),
  },
  {
    pattern: /ExpiredToken|RequestExpired|security token included in the request is (?:expired|invalid)|InvalidClientTokenId|token (?:has|is) expired|SSO session .*expired/iu,
    fault: (act, text) => credentialsExpired(act, text),
  },
  {
    pattern: /No valid credential sources found|failed to refresh cached credentials|NoCredentialProviders|no EC2 IMDS role found/iu,
    fault: (act, text) => credentialsMissing(act, text),
  },
  {
    pattern: /not authorized to perform|UnauthorizedOperation|AccessDenied/iu,
    fault: (act, text) => permissionMissing(act, /perform:?\s+([\w-]+:[\w*]+)/u.exec(text)?.[1], text),
  },
  { pattern: /Instance cannot be destroyed|prevent_destroy/u, fault: destroyPrevented },
  { pattern: /DependencyViolation|has dependencies and cannot be deleted|has a dependent object|mapped public address/iu, fault: dependencyLeft },
  { pattern: /Backend configuration (?:block )?(?:has )?changed|Backend initialization required|Backend type changed|Unsetting the previously set backend|approval for state migration/iu, fault: backendChanged },
  {
    pattern: /Failed to query available provider packages|Failed to install provider|could not connect to registry|Required plugins are not installed|Inconsistent dependency lock file/iu,
    fault: providerUnavailable,
  },
];

/** The clear error for what Terraform complained about while it did `act`; the first complaint that a rule knows counts. */
export function terraformFault(act: string, complaints: readonly Diagnostic[]): LogexError {
  const texts = complaints.filter(({ severity }) => severity === 'error').map(({ summary, detail }) => `${summary}\n${detail}`);
  for (const { pattern, fault } of rules) {
    for (const text of texts) {
      if (pattern.test(text)) return fault(act, text);
    }
  }
  return terraformFailed(act, texts.join('; '));
}
