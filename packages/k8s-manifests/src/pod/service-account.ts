import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { metadata } from '../object/metadata.ts';
import type { WorkloadIdentity } from '../platform-config.ts';

/** Annotation by which EKS gives the pods of a service account an IAM role. */
export const roleAnnotation = 'eks.amazonaws.com/role-arn';

/** The service account that an IAM role trusts. Its token for the API server goes to no pod that does not ask for it. */
export function serviceAccount(project: string, component: string, identity: WorkloadIdentity): IServiceAccount {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadata({
      project,
      component,
      namespace: identity.namespace,
      name: identity.serviceAccount,
      annotations: { [roleAnnotation]: identity.roleArn, 'eks.amazonaws.com/sts-regional-endpoints': 'true' },
    }),
    automountServiceAccountToken: false,
  };
}
