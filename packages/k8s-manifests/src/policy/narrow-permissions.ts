import { objectName, type KubeObject } from '../object/kube-object.ts';
import type { PolicyFinding, PolicyRule } from './policy-finding.ts';

const rule = 'narrow-permissions';
const escalating: readonly string[] = ['escalate', 'bind', 'impersonate'];

/** Why a role of an operator may reach secrets, by the role. */
const secretReasons: Readonly<Record<string, string>> = {
  'ClusterRole external-secrets-controller': 'making Secrets is what it is for',
  'ClusterRole external-secrets-cert-controller': 'it keeps the certificate of its webhook in one',
  'Role spark-operator/spark-operator-webhook': 'it keeps its certificate in one',
};

interface WithRules {
  readonly rules?: readonly { readonly apiGroups?: readonly string[]; readonly resources?: readonly string[]; readonly verbs?: readonly string[]; readonly nonResourceURLs?: readonly string[] }[];
  readonly roleRef?: { readonly kind: string; readonly name: string };
}

/** Roles name what they allow: no wildcard, no verb that gives more than it says, no secrets but with a reason, and nobody is made administrator. */
export const narrowPermissions: PolicyRule = (objects) =>
  objects.filter(({ kind }) => /^(?:Cluster)?Role(?:Binding)?$/u.test(kind)).flatMap((object: KubeObject & WithRules) => {
    const found = (message: string): PolicyFinding => ({ rule, object: objectName(object), message });
    const { rules = [], roleRef } = object;
    const all = (key: 'apiGroups' | 'resources' | 'verbs' | 'nonResourceURLs'): string[] => rules.flatMap((one) => one[key] ?? []);
    return [
      ...(['apiGroups', 'resources', 'verbs', 'nonResourceURLs'] as const).filter((key) => all(key).includes('*')).map((key) => found(`${key} has a wildcard`)),
      ...all('verbs').filter((verb) => escalating.includes(verb)).map((verb) => found(`the verb ${verb} gives more than it says`)),
      ...(all('resources').includes('secrets') && secretReasons[objectName(object)] === undefined ? [found('it reaches secrets')] : []),
      ...(roleRef !== undefined && ['cluster-admin', 'admin', 'edit'].includes(roleRef.name) ? [found(`it binds ${roleRef.name}`)] : []),
    ];
  });
