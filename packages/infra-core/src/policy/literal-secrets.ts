import type { TerraformJson } from '../stack/synthesize-stack.ts';
import { resourcesOf, type PolicyFinding } from './terraform-model.ts';

const rule = 'literal-secrets';
const secretKeys = /^(?:password|password_wo|master_password|secret_string|secret_string_wo|secret_binary|secret_key|access_key|auth_token|private_key|user_data)$/u;
const secretTexts = /AKIA[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY|(?:password|passwd|pwd)\s*[:=]\s*[^\s$]/iu;

/** Secrets that stand in the configuration, and passwords that would stand in the state. */
export function literalSecrets(json: TerraformJson): readonly PolicyFinding[] {
  return resourcesOf(json).flatMap(({ address, type, body }) => [
    ...secretsIn(body).map((path) => ({ rule, address, message: `${path} holds a secret` })),
    ...(type === 'aws_db_instance' && body['manage_master_user_password'] !== true
      ? [{ rule, address, message: 'the password is not managed by Secrets Manager, so it would stand in the state' }]
      : []),
    ...(type === 'aws_secretsmanager_secret_version' ? [{ rule, address, message: 'the value of a secret would stand in the state' }] : []),
  ]);
}

function secretsIn(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return secretTexts.test(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const here = path === '' ? key : `${path}.${key}`;
    return secretKeys.test(key) ? [here] : secretsIn(inner, here);
  });
}
