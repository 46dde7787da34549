import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import { cacheBytes, memorySettings } from '../clickhouse/memory-settings.ts';
import { dataFolder } from '../clickhouse/settings.ts';
import { objectName, type KubeObject } from '../object/kube-object.ts';
import type { PolicyFinding, PolicyRule } from './policy-finding.ts';

const rule = 'kept-data';

/** Data of ClickHouse is on a volume that outlives its pod and its set, and its caches fit into its memory. */
export const keptData: PolicyRule = (objects, { clickhouse }) => {
  const sets = objects.filter((object): object is KubeObject & IStatefulSet => object.kind === 'StatefulSet');
  const memory = memorySettings(clickhouse.memoryGib);
  return sets.flatMap((set): PolicyFinding[] => {
    const found = (message: string): PolicyFinding => ({ rule, object: objectName(set), message });
    const claims = (set.spec?.volumeClaimTemplates ?? []).map(({ metadata }) => metadata?.name);
    const mount = set.spec?.template.spec?.containers.flatMap(({ volumeMounts = [] }) => volumeMounts).find(({ mountPath }) => mountPath === dataFolder);
    return [
      ...(mount !== undefined && claims.includes(mount.name) ? [] : [found(`${dataFolder} is on no volume of its own`)]),
      ...(set.spec?.persistentVolumeClaimRetentionPolicy?.whenDeleted === 'Retain' ? [] : [found('its volumes go with it')]),
      ...(cacheBytes(memory) < memory.server / 2 ? [] : [found('its caches take more than half of its memory')]),
    ];
  });
};
