import type { IToleration } from 'kubernetes-models/v1/Toleration';
import type { NodePool } from '../platform-config.ts';

/** What makes a pod run on the nodes of a pool, and on no others. */
export function onNodes({ labels, taints }: NodePool): { nodeSelector: Record<string, string>; tolerations?: IToleration[] } {
  const tolerations = taints.map(({ key, value, effect }): IToleration => ({ key, operator: 'Equal', value, effect }));
  return { nodeSelector: { ...labels }, ...(tolerations.length === 0 ? {} : { tolerations }) };
}
