import { expect, test } from 'vitest';
import { platform } from '../__fixtures__/platform.ts';
import { ownChartObjects, placeholderDigest } from '../index.ts';

const options = { project: 'acme-logs', namespace: 'operators', images: platform.images };

const chart = (image: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: operator, namespace: spark-operator, labels: { app: operator } }
spec: { template: { spec: { initContainers: [{ name: a, image: ${image} }], containers: [{ name: b, image: ${image} }] } } }
---
# nothing here
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { image: ${image} }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: operator, namespace: spark-operator }
rules: []
`;

test('images of a chart are our copies, and its objects are ours', () => {
  const [deployment, settings, clusterRole, ...others] = ownChartObjects(chart('ghcr.io/kubeflow/spark-operator/controller:2.5.2'), options);
  const ours = `111122223333.dkr.ecr.eu-central-1.amazonaws.com/acme-logs/mirror/spark-operator@sha256:${'e'.repeat(64)}`;

  expect(others).toEqual([]);
  expect(clusterRole?.metadata).toEqual({ name: 'operator', labels: { 'logex.io/inventory': 'acme-logs' } });
  expect(deployment).toMatchObject({
    metadata: { namespace: 'spark-operator', labels: { app: 'operator', 'logex.io/inventory': 'acme-logs' } },
    spec: { template: { spec: { initContainers: [{ image: ours }], containers: [{ image: ours }] } } },
  });
  expect(settings).toMatchObject({ metadata: { namespace: 'operators', labels: { 'logex.io/inventory': 'acme-logs' } }, data: { image: 'ghcr.io/kubeflow/spark-operator/controller:2.5.2' } });
  expect(JSON.stringify(deployment)).not.toContain(placeholderDigest);
});

test('fails when a chart runs an image that is not mirrored', () => {
  expect(() => ownChartObjects(chart('docker.io/library/redis:7'), options)).toThrow(expect.objectContaining({ code: 'k8s/image-not-locked' }) as Error);
});
