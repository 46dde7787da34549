import type { LiveObject } from '@logex/k8s-manifests/cluster';
import { expect, test } from 'vitest';
import type { KubernetesChanges } from '../kubernetes/kubernetes-changes.ts';
import { appliedText, kubernetesChangesText, removalText } from './kubernetes-changes-text.ts';

const object = (kind: string, name: string, namespace?: string): LiveObject => ({ apiVersion: 'v1', kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) } });
const at = { phase: 'kubernetes', dryRun: false, project: 'acme', context: 'acme-eks', server: 'https://api.example' } as const;

test('changes are told by stage and field, then conflicts and what is not known', () => {
  const changes: KubernetesChanges = {
    ...at,
    counts: { create: 1, change: 1, same: 7, remove: 1, keep: 1 },
    changes: [
      { stage: 'secrets', object: object('ExternalSecret', 'users', 'olap'), action: 'create', changes: [], checked: false },
      { stage: 'workloads', object: object('Deployment', 'metastore', 'hive'), action: 'change', changes: [{ path: 'spec.replicas', before: 1, after: 3 }, { path: 'metadata.labels.a', before: undefined, after: 'b\nc' }], checked: true },
      { stage: 'removed', object: object('Job', 'old', 'hive'), action: 'remove', changes: [], checked: true },
      { stage: 'removed', object: object('Namespace', 'spare'), action: 'keep', changes: [], checked: true },
    ],
    conflicts: [{ field: 'Deployment hive/metastore spec.replicas', owner: 'kubectl', values: 'it is 1, and would be 3' }],
    missing: ['digests of spark'],
  };

  expect(kubernetesChangesText(changes)).toBe(`acme: what would change in acme-eks (https://api.example)

secrets:
  +   ExternalSecret olap/users  (not checked yet: its namespace or its kind is not there)

workloads:
  ~   Deployment hive/metastore
        spec.replicas: 1 -> 3
        metadata.labels.a: nothing -> b c

declared no more:
  -   Job hive/old
  =   Namespace spare  (left: only destroy removes it)

fields of other writers, taken with --force-conflicts only:
  !   Deployment hive/metastore spec.replicas belongs to 'kubectl': it is 1, and would be 3

not known yet:
  ?   digests of spark

summary: 1 to create, 1 to change, 1 to remove, 7 as they are to be`);
});

test('an apply is told by counts, and what it left by name', () => {
  const report = { created: ['a'], changed: [], unchanged: ['b', 'c'], removed: [], left: ['Namespace spare'] };

  expect(appliedText('acme', 'acme-eks', report, true)).toBe(`acme is applied to acme-eks and is ready: 1 created, 0 changed, 2 unchanged, 0 removed
  =   Namespace spare is declared no more, and left: only destroy removes it`);
});

test('a removal is told by step, with what stays and how it would go', () => {
  const steps = [{ step: 'workloads' as const, objects: [object('StatefulSet', 'clickhouse', 'olap')] }];
  const kept = [{ object: object('PersistentVolumeClaim', 'data', 'olap'), because: 'it holds data' }];

  expect(removalText('acme', 'acme-eks', { steps, kept }, false)).toBe(`acme: would remove 1 objects from acme-eks

workloads:
  -   StatefulSet olap/clickhouse

kept, 1 objects:
  =   PersistentVolumeClaim olap/data: it holds data
to let a volume go, name it: --allow-destroy='<name>', or --allow-destroy='*' for all of them`);
});
