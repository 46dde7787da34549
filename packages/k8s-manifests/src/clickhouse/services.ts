import type { IService } from 'kubernetes-models/v1/Service';
import { metadata, selector } from '../object/metadata.ts';
import type { PlatformConfig } from '../platform-config.ts';
import { component, httpPort, nativePort } from './settings.ts';

const ports = [
  { name: 'http', protocol: 'TCP' as const, port: httpPort, targetPort: 'http' },
  { name: 'native', protocol: 'TCP' as const, port: nativePort, targetPort: 'native' },
];

/** `clickhouse` for the cluster, `clickhouse-pods` for the StatefulSet, and `clickhouse-external` for clients outside, by an internal load balancer. */
export function services({ project, identities, clickhouse }: PlatformConfig): IService[] {
  const { namespace } = identities.clickhouse;
  const pods = selector(project, component);
  const service = (name: string, spec: NonNullable<IService['spec']>, annotations?: Readonly<Record<string, string>>): IService => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata({ project, component, namespace, name, ...(annotations === undefined ? {} : { annotations }) }),
    spec: { selector: pods, ports, ...spec },
  });
  const { clientCidrs } = clickhouse;
  return [
    service(component, { type: 'ClusterIP' }),
    service(`${component}-pods`, { type: 'ClusterIP', clusterIP: 'None', publishNotReadyAddresses: true }),
    clientCidrs.length === 0
      ? service(`${component}-external`, { type: 'ClusterIP' })
      : service(`${component}-external`, { type: 'LoadBalancer', externalTrafficPolicy: 'Local', loadBalancerSourceRanges: [...clientCidrs] }, internalLoadBalancer),
  ];
}

/** Understood by the controller that comes with EKS, and by the AWS Load Balancer Controller where it is installed. */
const internalLoadBalancer = {
  'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb',
  'service.beta.kubernetes.io/aws-load-balancer-internal': 'true',
  'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal',
};
