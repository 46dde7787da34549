import { podsOf } from './pods.ts';
import type { PolicyFinding, PolicyRule } from './policy-finding.ts';

const rule = 'spot-placement';

/** Executors run on spot nodes, everything else on nodes that stay. */
export const spotPlacement: PolicyRule = (objects, { cluster }) =>
  podsOf(objects).flatMap(({ object, role, spec }): PolicyFinding[] => {
    const { labels, taints } = role === 'executor' ? cluster.nodes.sparkExecutors : cluster.nodes.system;
    const selects = Object.entries(labels).every(([key, value]) => spec.nodeSelector?.[key] === value);
    const tolerates = taints.every((taint) => (spec.tolerations ?? []).some(({ key, value }) => key === taint.key && value === taint.value));
    if (selects && tolerates) return [];
    return [{ rule, object, message: `it is not held to the nodes ${Object.values(labels).join(', ')}${tolerates ? '' : ', or does not tolerate their taints'}` }];
  });
