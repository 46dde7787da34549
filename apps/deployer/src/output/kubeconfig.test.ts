import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { mergeKubeconfig, type ClusterAccess } from './kubeconfig.ts';

const cluster: ClusterAccess = { name: 'weblogs', region: 'us-east-1', endpoint: 'https://api.example', certificateAuthority: 'Q0E=' };
const other = `apiVersion: v1
kind: Config
# my cluster
clusters: [{ name: mine, cluster: { server: 'https://mine.example' } }]
users: [{ name: mine, user: { token: secret } }]
contexts: [{ name: mine, context: { cluster: mine, user: mine } }]
current-context: mine
`;

interface Kubeconfig {
  readonly clusters: readonly { readonly name: string }[];
  readonly contexts: readonly { readonly name: string }[];
  readonly users: readonly { readonly name: string; readonly user: { readonly exec?: { readonly args: readonly string[] } } }[];
  readonly 'current-context': string;
}

test('a new kubeconfig reaches the cluster with tokens of the AWS CLI, and holds no secret', () => {
  const { users, ...config } = parse(mergeKubeconfig('', cluster, 'config')) as Kubeconfig;

  expect(config).toMatchObject({ kind: 'Config', 'current-context': 'weblogs' });
  expect(users[0]?.user.exec?.args).toEqual(['--region', 'us-east-1', 'eks', 'get-token', '--cluster-name', 'weblogs', '--output', 'json']);
});

test('other entries and comments stay, and a second run changes nothing', () => {
  const once = mergeKubeconfig(other, cluster, 'config');
  const config = parse(once) as Kubeconfig;

  expect(once).toContain('# my cluster');
  expect([config.clusters, config.contexts, config.users].map((entries) => entries.map(({ name }) => name))).toEqual(Array.from({ length: 3 }, () => ['mine', 'weblogs']));
  expect(mergeKubeconfig(once, cluster, 'config')).toBe(once);
});

test('a changed endpoint takes the place of the old one', () => {
  const moved = mergeKubeconfig(mergeKubeconfig(other, cluster, 'config'), { ...cluster, endpoint: 'https://new.example' }, 'config');

  expect(moved).toContain('https://new.example');
  expect(moved).not.toContain('https://api.example');
});

test('fails when the file is no kubeconfig, and names it', () => {
  for (const text of ['- a list', 'clusters: text', 'a: [']) expect(() => mergeKubeconfig(text, cluster, 'the/file')).toThrow('merging into the/file');
});
