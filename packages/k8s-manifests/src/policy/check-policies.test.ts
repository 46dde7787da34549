import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { platform } from '../__fixtures__/platform.ts';
import { checkChartPolicies, checkPolicies, ownChartObjects, renderPlatform, yamlText, type KubeObject } from '../index.ts';

const objects = renderPlatform(platform);

/** All objects, with a text of one kind exchanged. */
function changed(kind: string, from: string | RegExp, to: string): readonly KubeObject[] {
  const [text, rest] = [yamlText(objects.filter((object) => object.kind === kind)), objects.filter((object) => object.kind !== kind)];
  const other = text.replace(from, to);
  expect(other, `nothing to exchange in ${kind}`).not.toBe(text);
  return [...rest, ...parseAllDocuments(other).map((document) => document.toJS() as KubeObject)];
}

const added = (object: object): readonly KubeObject[] => [...objects, object as KubeObject];

const labels = { 'logex.io/inventory': 'acme-logs' };
const role = (rule: object): object => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'x', namespace: 'spark', labels }, rules: [rule] });

test('what is rendered keeps every rule', () => {
  expect(checkPolicies(objects, platform)).toEqual([]);
});

test.each<[string, string, readonly KubeObject[], RegExp]>([
  ['an image has a tag', 'locked-images', changed('Deployment', /@sha256:b+/u, ':latest'), /no digest/u],
  ['an image is not in the lock list', 'locked-images', changed('StatefulSet', /image: \S+@/u, 'image: docker.io/clickhouse/clickhouse-server@'), /not in the lock list/u],
  ['a digest stands for one that is not known', 'locked-images', changed('Job', /sha256:b+/u, `sha256:${'0'.repeat(64)}`), /not known/u],
  ['the image of a Spark job has a tag', 'locked-images', changed('SparkApplication', /@sha256:a+/u, ':3.5.1'), /no digest/u],
  ['a pod runs as root', 'restricted-pods', changed('Deployment', /runAsUser: 185/u, 'runAsUser: 0'), /root/u],
  ['a pod of a schedule may run as root', 'restricted-pods', changed('ScheduledSparkApplication', /runAsNonRoot: true/u, 'runAsNonRoot: false'), /root/u],
  ['a container may gain privileges', 'restricted-pods', changed('StatefulSet', 'allowPrivilegeEscalation: false', 'allowPrivilegeEscalation: true'), /privileges/u],
  ['a container writes to its root file system', 'restricted-pods', changed('Job', 'readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false'), /root file system/u],
  ['a container keeps capabilities', 'restricted-pods', changed('Deployment', '- ALL', '- NET_RAW'), /capabilities/u],
  ['a pod has no seccomp profile', 'restricted-pods', changed('SparkApplication', 'type: RuntimeDefault', 'type: Unconfined'), /seccomp/u],
  ['a pod mounts a folder of its node', 'restricted-pods', changed('StatefulSet', /emptyDir:\s+sizeLimit: \S+/u, 'hostPath: { path: /var }'), /folder of its node/u],
  ['a pod shares the network of its node', 'restricted-pods', changed('Deployment', 'enableServiceLinks: false', 'hostNetwork: true'), /namespace of its node/u],
  ['a container asks for no processor', 'requested-resources', changed('Deployment', /cpu: 250m\s+/u, ''), /request of cpu/u],
  ['a container has no memory limit', 'requested-resources', changed('StatefulSet', /limits:\s+memory: 8Gi/u, 'limits:'), /limit of memory/u],
  ['a driver has no memory', 'requested-resources', changed('SparkApplication', 'memory: 3072m', "memory: ''"), /memory/u],
  ['a role has a wildcard', 'narrow-permissions', added(role({ apiGroups: [''], resources: ['*'], verbs: ['get'] })), /wildcard/u],
  ['a role reads secrets', 'narrow-permissions', added(role({ apiGroups: [''], resources: ['secrets'], verbs: ['get'] })), /secrets/u],
  ['a role may impersonate', 'narrow-permissions', added(role({ apiGroups: [''], resources: ['users'], verbs: ['impersonate'] })), /impersonate/u],
  ['a binding makes an administrator', 'narrow-permissions', changed('RoleBinding', /kind: Role\n\s+name: spark-driver/u, 'kind: ClusterRole\n  name: cluster-admin'), /cluster-admin/u],
  ['a service account has another name than its role trusts', 'trusted-accounts', changed('ServiceAccount', 'name: hive-metastore\n', 'name: metastore\n'), /trusts hive\/hive-metastore/u],
  ['a service account takes a role that phase 1 did not make', 'trusted-accounts', changed('ServiceAccount', 'acme-logs-spark', 'acme-logs-admin'), /no role of phase 1/u],
  ['a pod runs as an account that is not there', 'trusted-accounts', changed('Deployment', /serviceAccountName: \S+/u, 'serviceAccountName: default'), /not there/u],
  ['a Secret has values', 'literal-secrets', added({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x', namespace: 'hive', labels }, stringData: { a: 'b' } }), /Secret has its values/u],
  ['a variable holds a password', 'literal-secrets', changed('Deployment', /- name: METASTORE_DATABASE_HOST/u, '- name: METASTORE_DATABASE_PASSWORD'), /METASTORE_DATABASE_PASSWORD holds a secret/u],
  ['a setting of Spark holds a key', 'literal-secrets', changed('SparkApplication', 'fs.s3a.buffer.dir: /tmp', 'fs.s3a.secret.key: hunter2'), /secret\.key holds a secret/u],
  ['a users file holds a hash', 'literal-secrets', changed('ExternalSecret', 'password_sha256_hex: "{{ .reader_sha256 }}"', 'password: letmein'), /holds a secret/u],
  ['a namespace does not enforce pod security', 'closed-namespaces', changed('Namespace', 'enforce: restricted', 'enforce: baseline'), /pod security/u],
  ['a namespace is open', 'closed-namespaces', objects.filter(({ metadata }) => metadata?.name !== 'deny-all' || metadata.namespace !== 'clickhouse'), /denies/u],
  ['a policy lets in the world', 'closed-namespaces', changed('NetworkPolicy', 'cidr: 192.168.40.0/24', 'cidr: 0.0.0.0/0'), /every address/u],
  ['a namespace is not declared', 'closed-namespaces', changed('ConfigMap', 'namespace: spark', 'namespace: elsewhere'), /elsewhere is not declared/u],
  ['executors run on nodes that stay', 'spot-placement', changed('SparkApplication', 'logex.io/node-group: spark-executors', 'logex.io/node-group: system'), /held to the nodes/u],
  ['a driver runs on a spot node', 'spot-placement', changed('ScheduledSparkApplication', 'logex.io/node-group: system', 'logex.io/node-group: spark-executors'), /held to the nodes/u],
  ['executors do not tolerate spot nodes', 'spot-placement', changed('SparkApplication', 'value: spark-executors', 'value: other'), /tolerate/u],
  ['ClickHouse keeps its data in its pod', 'kept-data', changed('StatefulSet', 'mountPath: /var/lib/clickhouse', 'mountPath: /var/lib/other'), /no volume/u],
  ['volumes go with their set', 'kept-data', changed('StatefulSet', 'whenDeleted: Retain', 'whenDeleted: Delete'), /go with it/u],
  ['an object has no owner', 'owned-objects', changed('Service', /\s+logex\.io\/inventory: acme-logs/u, ''), /is not acme-logs/u],
  ['an object is rendered twice', 'owned-objects', added(objects[0]!), /twice/u],
])('fails when %s', (_, rule, broken, message) => {
  const findings = checkPolicies(broken, platform);

  expect(findings.map((finding) => finding.rule)).toContain(rule);
  expect(findings.find((finding) => finding.rule === rule)?.message).toMatch(message);
});

const chart = `
apiVersion: v1
kind: ServiceAccount
metadata: { name: cluster-autoscaler, annotations: { eks.amazonaws.com/role-arn: ${platform.identities['cluster-autoscaler'].roleArn} } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cluster-autoscaler }
spec:
  template:
    spec:
      serviceAccountName: cluster-autoscaler
      nodeSelector: { logex.io/node-group: system }
      securityContext: { runAsNonRoot: true, runAsUser: 65534, seccompProfile: { type: RuntimeDefault } }
      containers:
        - name: cluster-autoscaler
          image: registry.k8s.io/autoscaling/cluster-autoscaler:v1.33.0
          resources: { requests: { cpu: 100m, memory: 600Mi }, limits: { memory: 600Mi } }
          securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
`;

const ofChart = (yaml: string): readonly KubeObject[] => ownChartObjects(yaml, { project: 'acme-logs', namespace: 'kube-system', images: platform.images });

test('what a chart brings is held to the rules too', () => {
  expect(checkChartPolicies(ofChart(chart), platform)).toEqual([]);
  expect(checkChartPolicies(ofChart(chart.replace('name: cluster-autoscaler, annotations', 'name: autoscaler, annotations')), platform).map(({ rule }) => rule)).toEqual(['trusted-accounts', 'trusted-accounts']);
});

test('fails when a chart brings a role with a wildcard', () => {
  const wide = `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: x }\nrules: [{ apiGroups: ['*'], resources: [pods], verbs: [get] }]\n`;

  expect(checkChartPolicies(ofChart(wide), platform)).toMatchObject([{ rule: 'narrow-permissions', message: 'apiGroups has a wildcard' }]);
});
