import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { INetworkPolicyEgressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyEgressRule';
import type { INetworkPolicyIngressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyIngressRule';
import { metadata } from '../object/metadata.ts';

/** What a policy is made from. */
export interface NetworkPolicyProps {
  readonly project: string;
  readonly namespace: string;
  readonly name: string;
  readonly component: string;
  /** Labels of the pods; empty: all of the namespace. */
  readonly pods: Readonly<Record<string, string>>;
  /** @default nothing is let in by this policy */
  readonly ingress?: readonly INetworkPolicyIngressRule[];
  /** @default nothing is let out by this policy */
  readonly egress?: readonly INetworkPolicyEgressRule[];
}

/** What pods of a namespace may be reached by, and may reach, beside what other policies say. */
export function networkPolicy({ project, namespace, name, component, pods, ingress = [], egress = [] }: NetworkPolicyProps): INetworkPolicy {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadata({ project, namespace, name, component }),
    spec: {
      podSelector: Object.keys(pods).length === 0 ? {} : { matchLabels: { ...pods } },
      policyTypes: ['Ingress', 'Egress'],
      ...(ingress.length === 0 ? {} : { ingress: [...ingress] }),
      ...(egress.length === 0 ? {} : { egress: [...egress] }),
    },
  };
}

/** Nothing in, nothing out, but questions to the cluster's DNS: what every namespace begins with. */
export function closedNamespace(project: string, namespace: string): INetworkPolicy[] {
  return [
    networkPolicy({ project, namespace, name: 'deny-all', component: 'network', pods: {} }),
    networkPolicy({ project, namespace, name: 'allow-dns', component: 'network', pods: {}, egress: [dns] }),
  ];
}

const dns: INetworkPolicyEgressRule = {
  to: [{ namespaceSelector: { matchLabels: namespaceLabel('kube-system') }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
  ports: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }],
};

/** AWS's services and the API server. S3 has public addresses, through its gateway endpoint too, so none can be named. */
export const toHttps: INetworkPolicyEgressRule = { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ protocol: 'TCP', port: 443 }] };

/** The label by which Kubernetes names a namespace. */
export function namespaceLabel(namespace: string): Record<string, string> {
  return { 'kubernetes.io/metadata.name': namespace };
}

/** TCP ports. */
export function tcp(...ports: readonly number[]): { protocol: 'TCP'; port: number }[] {
  return ports.map((port) => ({ protocol: 'TCP', port }));
}
