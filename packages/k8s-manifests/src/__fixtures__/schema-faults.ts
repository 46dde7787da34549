import type { KubeObject } from '../object/kube-object.ts';

interface Validated {
  validate: () => void;
}

const packages: Readonly<Record<string, string>> = { 'external-secrets.io': '@kubernetes-models/external-secrets' };

/** Kinds that no package has a schema of. */
export const withoutSchema: readonly string[] = ['SparkApplication', 'ScheduledSparkApplication'];

/** What Kubernetes's own schema of the kind says against the object; none is a pass. */
export async function schemaFaults(object: KubeObject): Promise<readonly string[]> {
  const { apiVersion, kind } = object;
  const path = `${packages[apiVersion.split('/')[0] ?? ''] ?? 'kubernetes-models'}/${apiVersion}/${kind}`;
  const { [kind]: Kind } = (await import(path)) as Record<string, new (data: object) => Validated>;
  if (Kind === undefined) return [`no schema for ${apiVersion} ${kind}`];
  try {
    new Kind(object).validate();
    return [];
  } catch (error) {
    return [`${kind} ${object.metadata?.name}: ${error instanceof Error ? error.message : String(error)}`];
  }
}
