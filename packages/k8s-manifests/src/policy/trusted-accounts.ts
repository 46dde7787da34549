import { objectName, type KubeObject } from '../object/kube-object.ts';
import { roleAnnotation } from '../pod/service-account.ts';
import { podsOf } from './pods.ts';
import type { PolicyFinding, PolicyRule } from './policy-finding.ts';

const rule = 'trusted-accounts';

/** Service accounts are the ones that the roles of phase 1 trust, with the role that trusts them, and pods run as one that is there. */
export const trustedAccounts: PolicyRule = (objects, { identities }) => {
  const accounts = objects.filter(({ kind }) => kind === 'ServiceAccount');
  const trusted = Object.values(identities);
  const of = (object: KubeObject): string => `${object.metadata?.namespace}/${object.metadata?.name}`;
  const known = new Set(accounts.map(of));
  return [
    ...accounts.flatMap((account): PolicyFinding[] => {
      const arn = account.metadata?.annotations?.[roleAnnotation];
      if (arn === undefined) return [];
      const trust = trusted.find(({ roleArn }) => roleArn === arn);
      if (trust !== undefined && `${trust.namespace}/${trust.serviceAccount}` === of(account)) return [];
      const wanted = trust === undefined ? 'no role of phase 1 has that ARN' : `the role trusts ${trust.namespace}/${trust.serviceAccount}`;
      return [{ rule, object: objectName(account), message: `it takes ${arn}, but ${wanted}` }];
    }),
    ...podsOf(objects).flatMap(({ object, namespace, spec, spark }): PolicyFinding[] => {
      const name = spark?.serviceAccount ?? spec.serviceAccountName ?? 'default';
      return known.has(`${namespace}/${name}`) ? [] : [{ rule, object, message: `it runs as ${namespace}/${name}, which is not there` }];
    }),
  ];
};
