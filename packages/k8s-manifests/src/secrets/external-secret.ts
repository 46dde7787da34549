import type { IExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret';
import { metadata } from '../object/metadata.ts';
import { secretStoreName } from './secret-store.ts';

/** What an external secret is made from. */
export interface ExternalSecretProps {
  readonly project: string;
  readonly namespace: string;
  /** Name of the Secret that it becomes. */
  readonly name: string;
  readonly component: string;
  /** Secret of AWS Secrets Manager: a JSON object. */
  readonly arn: string;
  /** Members of that object that are fetched, by their own names. */
  readonly properties: readonly string[];
  /**
   * Files of the Secret, with `{{ .property }}` where a fetched value goes.
   * @default each property is a key of its own
   */
  readonly files?: Readonly<Record<string, string>>;
}

/** A Secret that External Secrets makes and keeps in step with AWS Secrets Manager; no value stands in the object. */
export function externalSecret({ project, namespace, name, component, arn, properties, files }: ExternalSecretProps): IExternalSecret {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: metadata({ project, namespace, name, component }),
    spec: {
      refreshInterval: '10m0s',
      secretStoreRef: { kind: 'SecretStore', name: secretStoreName },
      target: {
        name,
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        ...(files === undefined ? {} : { template: { engineVersion: 'v2', mergePolicy: 'Replace', data: { ...files } } }),
      },
      data: properties.map((property) => ({ secretKey: property, remoteRef: { key: arn, property } })),
    },
  };
}
