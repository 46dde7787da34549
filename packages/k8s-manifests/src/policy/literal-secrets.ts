import { objectName, type KubeObject } from '../object/kube-object.ts';
import type { PolicyFinding, PolicyRule } from './policy-finding.ts';

const rule = 'literal-secrets';
const secretName = /(?:^|[._-])(?:password|passwd|secret|token|private[._-]?key|secret[._-]?key|access[._-]?key)$/iu;
// In an ExternalSecret this names the key that a value goes to.
const keyName = /^spec\.data\.\d+\.secretKey$/u;
const secretText = /AKIA[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY|(?:password|passwd|pwd|secret[._-]?key)["']?\s*[:=]\s*["']?(?!\{\{)[^\s"'{$]/iu;

/** No value of a secret stands in an object: no Secret with values, no variable or setting named like one, no text that looks like one. */
export const literalSecrets: PolicyRule = (objects) =>
  objects.flatMap((object): PolicyFinding[] => {
    const found = (message: string): PolicyFinding => ({ rule, object: objectName(object), message });
    // A definition describes fields, at length, and holds no values.
    if (object.kind === 'CustomResourceDefinition') return [];
    if (object.kind === 'Secret') return hasValues(object) ? [found('a Secret has its values in it; let External Secrets make it')] : [];
    return secretsIn(object)
      .filter((path) => !(object.kind === 'ExternalSecret' && keyName.test(path)))
      .map((path) => found(`${path} holds a secret`));
  });

// An operator's chart may bring an empty one, which the operator fills with its certificate.
function hasValues(object: KubeObject & { readonly data?: object; readonly stringData?: object }): boolean {
  return Object.keys({ ...object.data, ...object.stringData }).length > 0;
}

function secretsIn(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return secretText.test(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof inner === 'string' && secretName.test(key) && inner !== '') return [here];
    return isSecretVariable(inner) ? [`${here}.${inner.name}`] : secretsIn(inner, here);
  });
}

const isSecretVariable = (value: unknown): value is { name: string } =>
  typeof value === 'object' && value !== null && 'name' in value && 'value' in value && typeof value.name === 'string' && value.value !== '' && secretName.test(value.name);
