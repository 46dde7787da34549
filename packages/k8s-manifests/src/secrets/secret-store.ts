import type { ISecretStore } from '@kubernetes-models/external-secrets/external-secrets.io/v1/SecretStore';
import { metadata } from '../object/metadata.ts';

/** Name of the store in each namespace. */
export const secretStoreName = 'aws-secrets-manager';

/** The way to AWS Secrets Manager for the secrets of one namespace, by the role of External Secrets itself. */
export function secretStore(project: string, namespace: string, region: string): ISecretStore {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    metadata: metadata({ project, namespace, name: secretStoreName, component: 'secrets' }),
    spec: { provider: { aws: { service: 'SecretsManager', region } } },
  };
}
