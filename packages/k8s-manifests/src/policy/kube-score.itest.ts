import { spawnSync } from 'node:child_process';
import { sayNotRun } from '@logex/aws-checks';
import { builtGoTool, controlPlaneNeeds } from '@logex/cluster';
import { expect, test } from 'vitest';
import { platform } from '../__fixtures__/platform.ts';
import { renderPlatform, yamlText, type KubeObject } from '../index.ts';

interface Scored {
  readonly object_name: string;
  readonly checks: readonly { readonly check: { readonly id: string }; readonly grade: number; readonly skipped: boolean; readonly comments: readonly { readonly summary: string }[] | null }[];
}

const passed = 10;

/** What kube-score says against our objects, each with the reason why it stays. */
const exceptions: Readonly<Record<string, string>> = {
  'ImagePullPolicy is not set to Always': 'images run by digest: what is on the node is what would be pulled',
  'CPU limit is not set': 'a limit throttles a server that a free processor would help; what is reserved is what schedules it',
  'The container is running with a low user ID': 'the images have their own users, such as 101 for ClickHouse; none is root',
  'The container running with a low group ID': 'the images have their own groups',
  "The NetworkPolicys selector doesn't match any pods": 'pods of operators come from charts, those of jobs from the Spark Operator',
};

const kubeScore = builtGoTool('kube-score');
if (kubeScore === undefined) sayNotRun('kube-score over the objects of a project', controlPlaneNeeds);

/** What kube-score says against objects, each text once. */
function faults(objects: readonly KubeObject[]): readonly string[] {
  const { stdout } = spawnSync(kubeScore ?? '', ['score', '--kubernetes-version', 'v1.33', '--output-format', 'json', '-'], { input: yamlText(objects), encoding: 'utf8' });
  const scored = JSON.parse(stdout) as readonly Scored[];
  return [...new Set(scored.flatMap(({ checks }) => checks.filter(({ grade, skipped }) => grade < passed && !skipped).flatMap(({ comments }) => (comments ?? []).map(({ summary }) => summary))))].toSorted();
}

test.runIf(kubeScore !== undefined)('kube-score says nothing against the objects but what has a reason', () => {
  expect(faults(renderPlatform(platform))).toEqual(Object.keys(exceptions).toSorted());
});

test.runIf(kubeScore !== undefined)('fails when a container may do everything', () => {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'loose', namespace: 'x' }, spec: { containers: [{ name: 'loose', image: 'loose:latest', securityContext: { privileged: true } }] } } as KubeObject;

  expect(faults([pod])).toEqual(expect.arrayContaining(['The container is privileged', 'Image with latest tag']));
});
