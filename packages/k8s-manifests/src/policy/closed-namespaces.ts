import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { objectName, type KubeObject } from '../object/kube-object.ts';
import type { PolicyFinding, PolicyRule } from './policy-finding.ts';

const rule = 'closed-namespaces';
const clusterKinds: readonly string[] = ['Namespace', 'StorageClass', 'ClusterRole', 'ClusterRoleBinding', 'CustomResourceDefinition', 'PriorityClass'];

/** Each namespace is declared, enforces `restricted`, and denies what no policy allows; no policy lets the world in. */
export const closedNamespaces: PolicyRule = (objects, { identities }) => {
  const declared = objects.filter(({ kind }) => kind === 'Namespace');
  const policies = objects.filter((object): object is KubeObject & INetworkPolicy => object.kind === 'NetworkPolicy');
  const names = new Set([...declared.map(({ metadata }) => metadata?.name), identities['cluster-autoscaler'].namespace]);
  return [
    ...declared.flatMap((namespace): PolicyFinding[] => {
      const found = (message: string): PolicyFinding => ({ rule, object: objectName(namespace), message });
      const denies = policies.some(({ metadata, spec }) => metadata?.namespace === namespace.metadata?.name && deniesAll(spec));
      return [
        ...(namespace.metadata?.labels?.['pod-security.kubernetes.io/enforce'] === 'restricted' ? [] : [found('it does not enforce pod security restricted')]),
        ...(denies ? [] : [found('nothing denies its traffic')]),
      ];
    }),
    ...policies.filter(({ spec }) => letsWorldIn(spec)).map((policy) => ({ rule, object: objectName(policy), message: 'it lets in every address' })),
    ...objects
      .filter(({ kind, metadata }) => !clusterKinds.includes(kind) && !names.has(metadata?.namespace))
      .map((object) => ({ rule, object: objectName(object), message: `its namespace ${object.metadata?.namespace ?? 'default'} is not declared` })),
  ];
};

function deniesAll(spec: INetworkPolicy['spec']): boolean {
  const everyPod = Object.keys(spec?.podSelector ?? {}).length === 0;
  const types = spec?.policyTypes ?? [];
  return everyPod && types.includes('Ingress') && types.includes('Egress') && spec?.ingress === undefined && spec?.egress === undefined;
}

function letsWorldIn(spec: INetworkPolicy['spec']): boolean {
  return (spec?.ingress ?? []).some(({ from }) => from === undefined || from.some(({ ipBlock }) => ipBlock !== undefined && /^(?:0\.0\.0\.0|::)\/0$/u.test(ipBlock.cidr)));
}
