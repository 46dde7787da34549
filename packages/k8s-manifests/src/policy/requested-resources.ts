import { containersOf, podsOf } from './pods.ts';
import type { PolicyFinding, PolicyRule } from './policy-finding.ts';

const rule = 'requested-resources';

/** Every container says what processor and memory it needs, and has a memory limit; of Spark, its size says so. */
export const requestedResources: PolicyRule = (objects) =>
  podsOf(objects).flatMap((pod) =>
    containersOf(pod).flatMap(({ name, resources }): PolicyFinding[] => {
      const missing = pod.spark === undefined
        ? [
            ...(resources?.requests?.['cpu'] === undefined ? ['a request of cpu'] : []),
            ...(resources?.requests?.['memory'] === undefined ? ['a request of memory'] : []),
            ...(resources?.limits?.['memory'] === undefined ? ['a limit of memory'] : []),
          ]
        : [...(pod.spark.cores > 0 ? [] : ['cores']), ...(pod.spark.memory === '' || pod.spark.memoryOverhead === '' ? ['memory'] : [])];
      return missing.length === 0 ? [] : [{ rule, object: pod.object, message: `container ${name} lacks ${missing.join(', ')}` }];
    }),
  );
